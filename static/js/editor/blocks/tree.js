// The blocks of a page, line by line as wiki/markup/blocks/tree.py reads them: containers hold blocks, leaves lines.
// `first` and `last` are the server's line numbers, which decide whether a list is tight; `start` is the line that
// the block's own source begins with. A ghost is source that shows nothing in its place: the server drops it.
export const ENDS = 0;
export const GOES_ON = 1;
export const CLOSES = 2;
const CODE_INDENT = 4;

export class Block {
  kind = "block";
  children = [];
  takesLines = false;
  literal = false;
  lazy = false;
  ghost = false;

  goesOn() {
    return ENDS;
  }

  accepts() {
    return false;
  }

  finish() {}
}

export class Container extends Block {
  accepts(block) {
    return block.kind !== "item";
  }

  /** The children that the server sees. */
  get seen() {
    return this.children.filter((child) => !child.ghost);
  }
}

export class Document extends Container {
  kind = "document";
}

export class Quote extends Container {
  kind = "quote";
  lazy = true;

  goesOn(line) {
    if (line.char !== ">" || line.indent >= CODE_INDENT) return ENDS;
    line.skip(1);
    line.advance(1);
    return GOES_ON;
  }
}

export class List extends Container {
  kind = "list";
  lazy = true;
  tight = true;

  constructor(marker, number) {
    super();
    this.marker = marker;
    this.number = number;
  }

  goesOn() {
    return GOES_ON;
  }

  accepts(block) {
    return block.kind === "item";
  }

  finish() {
    this.last = this.children.at(-1).last;
    const families = [this.children, ...this.children.map((item) => item.seen)];
    const apart = (family) => family.some((block, index) => index && block.first > family[index - 1].last + 1);
    this.tight = !families.some(apart);
  }
}

/** One item; `indent` columns before its marker, `gap` after it. */
export class Item extends Container {
  kind = "item";
  lazy = true;

  constructor(style) {
    super();
    Object.assign(this, style);
    this.offset = style.indent + style.marker.length + style.gap;
  }

  goesOn(line) {
    if (line.blank) return this.seen.length ? GOES_ON : ENDS;
    if (line.indent < this.offset) return ENDS;
    line.advance(this.offset);
    return GOES_ON;
  }

  finish() {
    this.last = this.seen.at(-1)?.last ?? this.first;
  }
}
