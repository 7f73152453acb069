// A page between its source and its document. What nobody touched keeps its source byte for byte.
import { linesOf } from "../blocks/parser.js";
import { island } from "../document/build.js";
import { readNodes } from "../document/read.js";
import { schema } from "../document/schema.js";
import { meaning } from "./meaning.js";
import { rewrite } from "./rewrite.js";
import { styleOf } from "./style.js";
import { Writer } from "./write-blocks.js";

const LINES = /[^\r\n]*(?:\r\n|\r|\n|$)/g;
const BLANK = /\n[ \t]*\r?\n|\r[ \t]*\r/;

/**
 * One reading of a source.
 * `doc` is its document; each top-level node carries as `origin` its index in `blocks`, whose entries have the
 * `node`, its `source`, the white space `after` it, and its first line `line`.
 */
export class SourcePage {
  constructor(source) {
    this.text = source;
    this.mark = source.startsWith("\ufeff") ? "\ufeff" : "";
    const body = source.slice(this.mark.length);
    const { nodes, definitions } = readNodes(body);
    this.definitions = definitions;
    this.style = styleOf(body);
    this.writer = new Writer(this.style, definitions);
    this.written = new WeakMap();
    this.blocks = this.cut(body, nodes);
    this.doc = schema.nodes.doc.create(null, this.blocks.length ? this.blocks.map(({ node }) => node) : schema.nodes.paragraph.create());
  }

  /** Source blocks with exact slices: what stands between two of them belongs to the first. */
  cut(body, nodes) {
    const raw = body.match(LINES) ?? [];
    const join = (start, end) => raw.slice(start, end).join("");
    const withoutEnd = (text) => text.replace(/(?:\r\n|\r|\n)$/, "");
    this.head = nodes.length ? join(0, nodes[0].start) : body;
    return nodes.map(({ node, start, end }, index) => {
      const source = withoutEnd(join(start, end));
      const whole = join(start, nodes[index + 1]?.start ?? raw.length);
      const proven = this.prove(node, source) ? node : island({ kind: "unproven", lines: linesOf(source) });
      return { node: withOrigin(proven, index), source, after: whole.slice(source.length), line: start };
    });
  }

  /** Whether the node, written anew, reads as itself; what does not is shown as source. */
  prove(node, source) {
    if (node.type.name === "island") return true;
    const lines = this.writer.lines(node).join("\n");
    return lines === source || this.reads(lines, [node], meaning);
  }

  /** Whether a source reads as these nodes. */
  reads(source, nodes, same) {
    const { nodes: found } = readNodes(source, this.definitions);
    return found.length === nodes.length && found.every(({ node }, index) => same(node) === same(nodes[index]));
  }

  /** The source of a document: of what is unchanged the very same, of what changed as little as possible anew. */
  sourceOf(doc) {
    if (doc.eq(this.doc)) return this.text;
    const pieces = [];
    doc.forEach((node) => {
      if (node.type.name !== "paragraph" || node.content.size) pieces.push(this.pieceOf(node));
    });
    return this.mark + this.join(pieces);
  }

  pieceOf(node) {
    if (!this.written.has(node)) {
      const block = this.blocks[node.attrs.origin];
      const same = block && (block.node === node || block.node.eq(node));
      this.written.set(node, same ? { block, source: block.source } : { node, block, source: rewrite(this, node, block) });
    }
    return this.written.get(node);
  }

  /** Puts pieces together with the space that was between them, or an empty line where they are new neighbours. */
  join(pieces) {
    const { newline } = this.style;
    const apart = newline + newline;
    let source = this.head;
    pieces.forEach((piece, index) => {
      const next = pieces[index + 1];
      source += piece.source;
      if (!next) source += this.blocks.at(-1)?.after ?? newline;
      else if (piece.block && this.blocks.indexOf(piece.block) + 1 === this.blocks.indexOf(next.block)) source += piece.block.after;
      else source += BLANK.test(piece.block?.after ?? "") ? piece.block.after : apart;
    });
    return source;
  }
}

const withOrigin = (node, origin) => node.type.create({ ...node.attrs, origin }, node.content, node.marks);
