// Blocks to lines of source, in the habits of the page and of the block itself.
import { parseBlocks } from "../blocks/parser.js";
import { figureLines } from "../document/figure.js";
import { buildText } from "../document/text.js";
import { schema } from "../document/schema.js";
import { escapeLineStart } from "./escape.js";
import { meaning } from "./meaning.js";
import { writeDefinitions, writeList } from "./write-lists.js";
import { writeTable } from "./write-table.js";
import { imageSource, writeText } from "./write-text.js";

const HARMLESS = /^[\p{L}\p{N}\s.,;?'"()/%–—’“”-]*$/u;
const paragraphOf = (content) => schema.nodes.paragraph.create(null, content);

/** Writes nodes. `style` is the page's, `definitions` are what its references and notes lead to. */
export class Writer {
  constructor(style, definitions) {
    this.style = style;
    this.definitions = definitions;
  }

  /** The source of running text with as few escapes as it needs. */
  text(content, inLine = false) {
    const other = this.style.emphasis === "*" ? "_" : "*";
    const tries = [
      { style: this.style, escape: false },
      { style: this.style, escape: true },
      { style: { ...this.style, emphasis: other }, escape: false },
      { style: { ...this.style, emphasis: other }, escape: true },
      { style: { ...this.style, emphasis: "*", strong: "**" }, escape: true },
    ];
    const wanted = meaning(paragraphOf(content));
    for (const options of tries) {
      const source = writeText(content, { ...options, inLine });
      if (HARMLESS.test(source) || this.reads(source, wanted)) return source;
    }
    return writeText(content, { ...tries[1], inLine });
  }

  reads(source, wanted) {
    try {
      return meaning(paragraphOf(buildText(source, this.definitions))) === wanted;
    } catch {
      return false; // the text holds what only source can say
    }
  }

  /** The lines of a block. */
  lines(node) {
    return BLOCKS[node.type.name](this, node);
  }

  /** The lines of a container's blocks, with empty lines between them unless they are `tight`. */
  inside(node, tight = false) {
    const lines = [];
    let before = null;
    node.forEach((child) => {
      if (isEmptyText(child) && node.childCount > 1) return;
      if (before && !(tight && mayTouch(before, child))) lines.push("");
      lines.push(...this.lines(distinct(before, child)));
      before = child;
    });
    return lines;
  }
}

const isEmptyText = (node) => node.type.name === "paragraph" && !node.content.size;
const isList = (node) => node.type.name === "bulletList" || node.type.name === "orderedList";
const mayTouch = (before, after) => !(after.type.name === "paragraph" && (before.type.name === "paragraph" || isList(before)));

/** A list after a list of its kind needs another marker, or they would be one. */
function distinct(before, node) {
  if (!before || !isList(node) || before.type !== node.type) return node;
  const markers = node.type.name === "bulletList" ? ["-", "*", "+"] : [".", ")"];
  const used = before.attrs.marker ?? markers[0];
  if ((node.attrs.marker ?? markers[0]) !== used) return node;
  return node.type.create({ ...node.attrs, marker: markers.find((marker) => marker !== used) }, node.content);
}

export const indented = (lines, width) => lines.map((line) => (line ? " ".repeat(width) + line : line));

function paragraph(writer, node) {
  const lines = writer.text(node.content).split("\n");
  if (lines.every((line) => /^\p{L}/u.test(line))) return lines;
  const blocks = parseBlocks(lines.join("\n")).children;
  const stays = blocks.length === 1 && blocks[0].kind === "paragraph" && blocks[0].lines.length === lines.length;
  return stays ? lines : lines.map(escapeLineStart);
}

function heading(writer, { attrs, content }) {
  const text = writer.text(content, !attrs.underlined);
  if (attrs.underlined && attrs.level < 3) return [...text.split("\n"), attrs.level === 1 ? "===" : "---"];
  return [`${"#".repeat(attrs.level)} ${text.replace(/(^|[ \t])(#+)$/, "$1\\$2")}`.trimEnd()];
}

function codeBlock({ style }, { attrs, textContent }) {
  const lines = textContent.split("\n");
  if (attrs.fence === "" && !attrs.info) return indented(lines, 4);
  const mark = attrs.fence || style.fence;
  const runs = lines.map((line) => line.match(/^ {0,3}(`+|~+)/)?.[1]).filter((run) => run?.[0] === mark[0]);
  const fence = mark[0].repeat(Math.max(mark.length, ...runs.map((run) => run.length + 1)));
  return [fence + attrs.info, ...(textContent ? lines : []), fence];
}

const quoted = (lines) => lines.map((line) => (line ? `> ${line}` : ">"));

function callout(writer, node) {
  const { word, title, sign, places } = node.attrs;
  const lines = writer.inside(node);
  if (sign === "[!]") return quoted([`[!${word}]${title ? ` ${title}` : ""}`, ...lines]);
  const head = [sign, word, places, title === null ? "" : `"${title}"`].filter(Boolean).join(" ");
  return [head, ...indented(lines, 4)];
}

function footnote(writer, node) {
  const [first, ...rest] = writer.inside(node);
  return [`[^${node.attrs.name}]: ${first ?? ""}`.trimEnd(), ...indented(rest, 4)];
}

function figure(writer, { attrs, content }) {
  return figureLines({ opening: attrs.opening, image: imageSource(attrs), caption: writer.text(content, true) });
}

const BLOCKS = {
  paragraph,
  heading,
  codeBlock,
  callout,
  footnote,
  figure,
  blockquote: (writer, node) => quoted(writer.inside(node)),
  tab: (writer, node) => [`${node.attrs.sign} "${node.attrs.title}"`, ...indented(writer.inside(node), 4)],
  horizontalRule: ({ style }, { attrs }) => [attrs.mark ?? style.rule],
  snippet: (writer, { attrs }) => [`{{snippet: ${attrs.name}}}`],
  island: (writer, { textContent }) => textContent.split("\n"),
  bulletList: writeList,
  orderedList: writeList,
  definitionList: writeDefinitions,
  table: writeTable,
};
