// Blocks to lines of source, in the habits of the page and of the block itself.
import { buildText } from "../document/text.js";
import { schema } from "../document/schema.js";
import { agree, meaning } from "./meaning.js";
import { codeBlock, figure, heading, indented, paragraph } from "./write-leaves.js";
import { writeDefinitions, writeList } from "./write-lists.js";
import { writeTable } from "./write-table.js";
import { writeText } from "./write-text.js";

const HARMLESS = /^(?!.*www\.)[\p{L}\p{N}\s.,;?'"()/%–—’“”-]*$/u;
// What is tried in turn until the text reads as it should.
const ATTEMPTS = [
  { escape: false },
  { escape: true },
  { escape: true, brackets: true },
  { escape: true, brackets: true, style: { emphasis: "*", strong: "**" } },
  { escape: true, brackets: true, style: { emphasis: "_", strong: "**" } },
];
const trimmed = (source) => source.replace(/^[ \t\n]+|[ \t\n]+$/g, "").replace(/\n[ \t]+/g, "\n");
const paragraphOf = (content) => schema.nodes.paragraph.create(null, content);

/** Writes nodes. `style` is the page's, `definitions` are what its references and notes lead to. */
export class Writer {
  constructor(style, definitions) {
    this.style = style;
    this.definitions = definitions;
  }

  /** A writer that writes references always with their label. */
  withFullLabels() {
    return this.with({ fullLabels: true });
  }

  /** A writer that escapes no text, for who looks themselves whether the outcome reads right. */
  unproven() {
    return this.with({ isUnproven: true });
  }

  with(habits) {
    return new Writer({ ...this.style, ...habits }, this.definitions);
  }

  /** The source of running text with as few escapes as it needs. */
  text(content, inLine = false) {
    let plainest;
    for (const options of ATTEMPTS) {
      const source = trimmed(writeText(content, { ...options, style: { ...this.style, ...options.style }, inLine }));
      if (this.style.isUnproven || HARMLESS.test(source) || this.reads(source, content)) return source;
      if (options.escape) plainest ??= source;
    }
    return plainest;
  }

  reads(source, content) {
    try {
      return agree(meaning, paragraphOf(buildText(source, this.definitions)), paragraphOf(content));
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
      lines.push(...this.lines(this.distinct(before, child)));
      before = child;
    });
    return lines;
  }

  /** The node as it can be told from the one before it: lists of a kind need another marker, code a fence. */
  distinct(before, node) {
    if (before && node.type.name === "codeBlock" && (takesIndented(before) || before.type === node.type)) return fenced(node);
    if (!before || !isList(node) || before.type !== node.type) return node;
    const isBullet = node.type.name === "bulletList";
    const markerOf = ({ attrs }) => attrs.marker ?? (isBullet ? this.style.bullet : ".");
    if (markerOf(before) !== markerOf(node)) return node;
    const marker = (isBullet ? ["-", "*"] : [".", ")"]).find((one) => one !== markerOf(before));
    return node.type.create({ ...node.attrs, marker }, node.content);
  }
}

const TAKE_INDENTED = new Set(["bulletList", "orderedList", "definitionList", "tab", "footnote"]);

/** Whether an indented line after the block would belong to it. */
export const takesIndented = ({ type, attrs }) => TAKE_INDENTED.has(type.name) || (type.name === "callout" && attrs.sign !== "[!]");

const fenced = (node) => (node.attrs.fence === "" ? node.type.create({ ...node.attrs, fence: null }, node.content) : node);
const isEmptyText = (node) => node.type.name === "paragraph" && !node.content.size;
const isList = (node) => node.type.name === "bulletList" || node.type.name === "orderedList";
const mayTouch = (before, after) => !(after.type.name === "paragraph" && (before.type.name === "paragraph" || isList(before)));

const quoted = (lines) => lines.map((line) => (line ? `> ${line}` : ">"));

function callout(writer, node) {
  const { word, title, sign, places } = node.attrs;
  const lines = writer.inside(node);
  if (sign === "[!]") {
    const gap = node.firstChild.type.name === "paragraph" ? [] : [""];
    return quoted([`[!${word}]${title ? ` ${title}` : ""}`, ...gap, ...lines]);
  }
  const head = [sign, word, places, title === null ? "" : `"${title}"`].filter(Boolean).join(" ");
  return [head, ...indented(lines, 4)];
}

function footnote(writer, node) {
  const [first, ...rest] = writer.inside(node);
  return [`[^${node.attrs.name}]: ${first ?? ""}`.trimEnd(), ...indented(rest, 4)];
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
