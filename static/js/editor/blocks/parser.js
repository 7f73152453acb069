// Reads lines into blocks: first the open blocks say whether they go on, then new ones may start.
// The twin of wiki/markup/blocks/parser.py, because the document on the screen must mean what the server shows.
import { IndentedCode } from "./code.js";
import { Paragraph } from "./leaves.js";
import { Line } from "./line.js";
import { STARTS } from "./starts.js";
import { CLOSES, Document, ENDS } from "./tree.js";

const CODE_INDENT = 4;
const NEWLINE = /\r\n?|\n/;

class Reader {
  constructor(shared) {
    this.references = shared.references;
    this.footnotes = shared.footnotes;
    this.document = new Document();
    this.path = [this.document];
    this.number = 0;
  }

  read(text) {
    this.number += 1;
    const line = new Line(text);
    let depth = this.goOn(line);
    if (!line.consumed) depth = this.startBlocks(line, depth);
    if (!line.consumed) this.addText(line, depth);
  }

  /** Opens a block inside the first `depth` open ones, ending those that cannot hold it. */
  push(block, depth) {
    this.close(depth);
    while (!this.path.at(-1).accepts(block)) this.close(this.path.length - 1);
    this.path.at(-1).children.push(block);
    block.first = block.start = this.number;
    this.path.push(block);
  }

  /** Ends all open blocks but the first `depth`. */
  close(depth, last = this.number - 1) {
    while (this.path.length > depth) {
      const block = this.path.pop();
      block.last = last;
      block.finish(this, this.path.at(-1));
    }
  }

  goOn(line) {
    let depth = 1;
    for (; depth < this.path.length; depth++) {
      const step = this.path[depth].goesOn(line);
      if (step === ENDS) break;
      if (step === CLOSES) {
        this.close(depth, this.number);
        line.consumed = true;
        break;
      }
    }
    return depth;
  }

  startBlocks(line, from) {
    let depth = from;
    while (!line.blank && !line.consumed && !this.path[depth - 1].literal) {
      if (!this.start(line, depth)) break;
      depth = this.path.length;
      if (this.path.at(-1).takesLines) break;
    }
    return depth;
  }

  start(line, depth) {
    if (line.indent >= CODE_INDENT) return this.startIndentedCode(line, depth);
    return (STARTS[line.char] ?? []).some((start) => start(this, line, depth));
  }

  startIndentedCode(line, depth) {
    if (this.path.at(-1).kind === "paragraph") return false;
    line.advance(CODE_INDENT);
    this.push(new IndentedCode(), depth);
    return true;
  }

  addText(line, depth) {
    const tip = this.path.at(-1);
    const goesOnLazily = depth < this.path.length && tip.kind === "paragraph" && !line.blank;
    if (goesOnLazily && this.path.slice(depth, -1).every((block) => block.lazy)) return tip.add(line, this);
    this.close(depth);
    if (this.path.at(-1).takesLines) this.path.at(-1).add(line, this);
    else if (!line.blank) {
      this.push(new Paragraph(), depth);
      this.path.at(-1).add(line, this);
    }
  }
}

/** What the texts of a page share: definitions of links by label, and the names of footnotes. */
export const newDefinitions = () => ({ references: {}, footnotes: new Set() });

/** The lines of a text, as the server cuts them. */
export const linesOf = (source) => source.split(NEWLINE);

/** The tree of blocks of a text; adds what it defines to `definitions`. */
export function parseBlocks(source, definitions = newDefinitions()) {
  const reader = new Reader(definitions);
  const lines = linesOf(source);
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) reader.read(line);
  reader.number += 1;
  reader.close(1);
  return reader.document;
}
