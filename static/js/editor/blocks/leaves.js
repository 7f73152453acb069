// Blocks that hold lines of text. See wiki/markup/blocks/tree.py.
import { takeReferences } from "./references.js";
import { Block, ENDS, GOES_ON } from "./tree.js";

export class Leaf extends Block {
  lines = [];

  get text() {
    return this.lines.join("\n");
  }

  add(line) {
    this.lines.push(line.rest());
  }
}

export class Paragraph extends Leaf {
  kind = "paragraph";
  takesLines = true;

  goesOn(line) {
    return line.blank ? ENDS : GOES_ON;
  }

  add(line) {
    this.lines.push(line.content());
  }

  /** Moves the link definitions at the beginning into the page's list of them; their source becomes a block. */
  takeReferences(parser, parent) {
    if (!this.lines[0]?.startsWith("[")) return;
    const taken = takeReferences(this.text, parser.references);
    if (!taken) return;
    const island = new Island("definitions", this.lines.splice(0, taken));
    Object.assign(island, { ghost: true, first: this.first, start: this.start, last: this.start + taken - 1 });
    parent.children.splice(parent.children.indexOf(this), 0, island);
    this.start += taken;
  }

  finish(parser, parent) {
    this.takeReferences(parser, parent);
    if (!this.lines.length) parent.children.splice(parent.children.indexOf(this), 1);
  }
}

/** A block that is one line, or lines that no block may begin in. */
export class Heading extends Leaf {
  kind = "heading";
}

export class Rule extends Leaf {
  kind = "rule";
}

/** Source that the visual editor shows as source; `ends` says of a line whether it is the last. */
export class Island extends Leaf {
  takesLines = true;
  literal = true;

  constructor(kind, lines = []) {
    super();
    this.kind = kind;
    this.lines = lines;
  }
}
