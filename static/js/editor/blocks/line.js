// A line of source with a reading position, counted in columns because tabs stop every four of them.
// The twin of wiki/markup/blocks/line.py: both must read a page alike.
const TAB_STOP = 4;

/** `indent`: columns of white space at the position; `start`, `char`: where the next character is, and which. */
export class Line {
  constructor(text) {
    this.text = text;
    this.offset = 0;
    this.consumed = false;
    this.column = 0;
    this.inTab = false;
    this.look();
  }

  get blank() {
    return !this.char;
  }

  look() {
    let index = this.offset;
    let { column } = this;
    for (let char; (char = this.text[index]) === " " || char === "\t"; index++) {
      column += char === "\t" ? TAB_STOP - (column % TAB_STOP) : 1;
    }
    this.start = index;
    this.char = this.text[index] ?? "";
    this.indent = column - this.column;
  }

  /** Reads past white space of at most that width; a tab may be read in part. */
  advance(columns) {
    let left = columns;
    while (left > 0 && this.offset < this.start) {
      const width = this.text[this.offset] === "\t" ? TAB_STOP - (this.column % TAB_STOP) : 1;
      this.inTab = width > left;
      this.column += Math.min(width, left);
      left -= width;
      if (!this.inTab) this.offset++;
    }
    this.look();
  }

  /** Reads past the white space and that many characters after it. */
  skip(length) {
    this.column += this.indent + length;
    this.offset = this.start + length;
    this.inTab = false;
    this.look();
  }

  /** The unread text; what remains of a tab read in part comes as spaces. */
  rest() {
    if (!this.inTab) return this.text.slice(this.offset);
    return " ".repeat(TAB_STOP - (this.column % TAB_STOP)) + this.text.slice(this.offset + 1);
  }

  /** The unread text without its indent. */
  content() {
    return this.text.slice(this.start);
  }

  /** What the sticky pattern finds at the next character. */
  match(pattern) {
    pattern.lastIndex = this.start;
    return pattern.exec(this.text);
  }
}
