// The document's nodes from the tree of blocks.
import { splitFigure } from "./figure.js";
import { schema } from "./schema.js";
import { Unrepresentable, buildText } from "./text.js";

const { nodes } = schema;
const TASK = /^\[([ xX])\][ \t]+(?=\S)/;
const ALERT = /^\[!([A-Za-z][\w-]*)\][+-]?[ \t]*(.*)$/;
// As wiki/markup/blocks/snippets.py has it.
const SNIPPET = /^\{\{snippet: ([\p{L}\p{N}_][\p{L}\p{N}_-]{0,79})\}\}$/u;

const text = (source, definitions) => buildText(source.replace(/[ \t]+$/, ""), definitions);

/** A list of at least one block, as most containers need it. */
function contentOf(block, definitions) {
  const content = block.children.map((child) => build(child, definitions));
  return content.length ? content : [nodes.paragraph.create()];
}

function paragraph(block, definitions) {
  const snippet = block.text.trim().match(SNIPPET);
  return snippet ? nodes.snippet.create({ name: snippet[1] }) : nodes.paragraph.create(null, text(block.text, definitions));
}

function heading({ level, underlined, text: source }, definitions) {
  return nodes.heading.create({ level, underlined }, text(source, definitions));
}

function code({ info, fence, lines }) {
  const content = lines.join("\n");
  return nodes.codeBlock.create({ info, fence }, content ? schema.text(content) : null);
}

/** A quote that begins with `[!WORD]` is GitHub's callout. */
function quote(block, definitions) {
  const first = block.children[0];
  const alert = first?.kind === "paragraph" && first.lines[0].match(ALERT);
  if (!alert) return nodes.blockquote.create(null, contentOf(block, definitions));
  if (/^\[![^\]]*\][+-]/.test(first.lines[0])) throw new Unrepresentable("a folding mark that the page does not show");
  first.lines.shift();
  if (!first.lines.length) block.children.shift();
  const attributes = { word: alert[1], title: alert[2].trim() || null, sign: "[!]" };
  return nodes.callout.create(attributes, contentOf(block, definitions));
}

function callout(block, definitions) {
  const { word, title, mark: sign } = block;
  return nodes.callout.create({ word, title, sign, places: block.places.join(" ") }, contentOf(block, definitions));
}

const tab = (block, definitions) => nodes.tab.create({ title: block.title, sign: block.mark }, contentOf(block, definitions));

const footnote = (block, definitions) => nodes.footnote.create({ name: block.name }, contentOf(block, definitions));

function list(block, definitions) {
  const [first, second] = block.children;
  const { tight, marker } = block;
  const style = { tight, marker, indent: first.indent, gap: first.gap };
  const items = block.children.map((one) => item(one, definitions));
  if (block.number === null) return nodes.bulletList.create(style, items);
  return nodes.orderedList.create({ ...style, start: block.number, counting: first.marker !== second?.marker }, items);
}

function item(block, definitions) {
  const first = block.children[0];
  const task = first?.kind === "paragraph" && first.lines[0].match(TASK);
  if (task) first.lines[0] = first.lines[0].slice(task[0].length);
  return nodes.listItem.create({ checked: task ? task[1] !== " " : null }, contentOf(block, definitions));
}

function table({ rows, alignments, edges, padded, surplus }, definitions) {
  if (surplus) throw new Unrepresentable("a row with more cells than the header");
  const row = (cells, type) =>
    nodes.tableRow.create(
      null,
      cells.map((cell, column) => type.create({ align: alignments[column] }, nodes.paragraph.create(null, text(cell, definitions)))),
    );
  const [head, ...body] = rows;
  const content = [row(head, nodes.tableHeader), ...body.map((cells) => row(cells, nodes.tableCell))];
  return nodes.table.create({ edges, padded }, content);
}

function definitionList(block, definitions) {
  const content = block.children.map((child) =>
    child.kind === "term"
      ? nodes.definitionTerm.create(null, text(child.text, definitions))
      : nodes.definition.create({ gap: child.gap ?? null }, contentOf(child, definitions)),
  );
  return nodes.definitionList.createChecked(null, content);
}

function element(block, definitions) {
  const figure = splitFigure(block.lines);
  const image = figure && buildText(figure.image, definitions).firstChild;
  if (image?.type !== nodes.image || buildText(figure.image, definitions).childCount > 1) return island(block);
  return nodes.figure.create({ ...image.attrs, opening: figure.opening }, buildText(figure.caption, definitions));
}

/** A block that stays source. */
export function island({ kind, lines }) {
  const source = lines.join("\n").replace(/\n+$/, "");
  return nodes.island.create({ kind }, source ? schema.text(source) : null);
}

const BUILDERS = {
  paragraph,
  heading,
  code,
  quote,
  callout,
  tab,
  footnote,
  list,
  table,
  element,
  rule: (block) => nodes.horizontalRule.create({ mark: block.mark }),
  "definitions-list": definitionList,
};

/** The node of a block. Throws Unrepresentable. */
export function build(block, definitions) {
  return (BUILDERS[block.kind] ?? island)(block, definitions);
}
