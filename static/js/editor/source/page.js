// A page between its source and its document. What nobody touched keeps its source byte for byte.
import { linesOf } from "../blocks/parser.js";
import { island } from "../document/build.js";
import { readNodes } from "../document/read.js";
import { schema } from "../document/schema.js";
import { differences } from "./diff.js";
import { joinPieces } from "./join.js";
import { agree, looseMeaning, meaning } from "./meaning.js";
import { rewrite } from "./rewrite.js";
import { styleOf } from "./style.js";
import { Writer } from "./write-blocks.js";

const LINES = /[^\r\n]*(?:\r\n|\r|\n|$)/g;
const LINE_END = /(?:\r\n|\r|\n)$/;

/** What is remembered from one reading of a page to the next, so that undoing across them finds the old source. */
class Memory {
  blocks = [];
  gaps = new Map();
}

/**
 * One reading of a source.
 * `doc` is its document; each top-level node carries as `origin` the number of its block, which has the `node` as it
 * was read, its exact `source`, and its `line` (from 0). `before` is the reading that this one replaces, if any.
 */
export class SourcePage {
  constructor(source, before = null) {
    this.text = source;
    this.mark = source.startsWith("\ufeff") ? "\ufeff" : "";
    const body = source.slice(this.mark.length);
    const { nodes, definitions } = readNodes(body);
    this.definitions = definitions;
    this.style = styleOf(body);
    this.writer = new Writer(this.style, definitions);
    this.written = new WeakMap();
    this.memory = before?.memory ?? new Memory();
    this.blocks = this.remember(this.cut(body, nodes), before?.blocks ?? []);
    const content = this.blocks.length ? this.blocks.map(({ node }) => node) : schema.nodes.paragraph.create();
    this.doc = schema.nodes.doc.create(null, content);
  }

  /** Exact slices of the source: the white space that stands `after` each belongs to the gap behind it. */
  cut(body, nodes) {
    const raw = body.match(LINES) ?? [];
    const join = (start, end) => raw.slice(start, end).join("");
    this.head = nodes.length ? join(0, nodes[0].start) : body;
    return nodes.map(({ node, start, end }, index) => {
      const source = join(start, end).replace(LINE_END, "");
      const after = join(start, nodes[index + 1]?.start ?? raw.length).slice(source.length);
      return { node, source, after, line: start };
    });
  }

  /** Gives each slice its number: the one it had in the reading before, when it is the same. */
  remember(slices, before) {
    const kept = new Array(slices.length).fill(null);
    let [old, fresh] = [0, 0];
    const keep = (until) => {
      while (old < until) kept[fresh++] = before[old++];
    };
    for (const { from, to, end } of differences(before.map(({ source }) => source), slices.map(({ source }) => source))) {
      keep(from);
      [old, fresh] = [to, end];
    }
    keep(before.length);
    const blocks = slices.map((slice, index) => this.block(slice, kept[index]));
    blocks.forEach(({ origin }, index) => {
      const { after } = slices[index];
      this.memory.blocks[origin].after = after;
      this.memory.gaps.set(`${origin} ${blocks[index + 1]?.origin ?? "end"}`, after);
    });
    return blocks;
  }

  block({ node, source, line }, known) {
    if (known && agree(meaning, known.node, node)) return Object.assign(known, { line });
    const origin = this.memory.blocks.length;
    const proven = this.prove(node, source) ? node : island({ kind: "unproven", lines: linesOf(source) });
    const numbered = proven.type.create({ ...proven.attrs, origin }, proven.content);
    this.memory.blocks.push({ origin, node: numbered, source, line });
    return this.memory.blocks[origin];
  }

  /** Whether the node, written anew, reads as itself; what does not is shown as source. */
  prove(node, source) {
    if (node.type.name === "island") return true;
    const lines = this.writer.lines(node).join("\n");
    return lines === source || this.reads(lines, [node], meaning);
  }

  /** Whether a source reads as these nodes. */
  reads(source, nodes, by) {
    const { nodes: found } = readNodes(source, this.definitions);
    return found.length === nodes.length && found.every(({ node }, index) => agree(by, node, nodes[index]));
  }

  /** The source of a document: of what is unchanged the very same, of what changed as little as possible anew. */
  sourceOf(doc) {
    return doc.eq(this.doc) ? this.text : this.mark + joinPieces(this, this.piecesOf(doc)).source;
  }

  /** Whether the source of a document reads as that document; if not, it is to be shown as source. */
  isFaithful(doc) {
    return agree(looseMeaning, new SourcePage(this.sourceOf(doc)).doc, doc);
  }

  /** The top-level nodes that have a source, each with it and with its `position` in the document. */
  piecesOf(doc) {
    const pieces = [];
    doc.forEach((node, position) => {
      if (node.type.name !== "paragraph" || node.content.size) pieces.push({ ...this.pieceOf(node), position });
    });
    return pieces;
  }

  /** `block` is where the node came from, `same` whether it is as it was. */
  pieceOf(node) {
    if (!this.written.has(node)) {
      const block = this.memory.blocks[node.attrs.origin];
      const same = Boolean(block) && (block.node === node || block.node.eq(node));
      this.written.set(node, { node, block, same, source: same ? block.source : rewrite(this, node, block) });
    }
    return this.written.get(node);
  }

  /** The space between two pieces, or after the last; undefined where they were no neighbours. */
  gap(before, after) {
    return this.memory.gaps.get(`${before.block?.origin} ${after ? after.block?.origin : "end"}`);
  }
}
