// Code blocks: fenced and indented.
import { Leaf } from "./leaves.js";
import { CLOSES, ENDS, GOES_ON } from "./tree.js";

const CODE_INDENT = 4;
const FENCE = /(`{3,})([^`]*)$|(~{3,})(.*)$/y;

class Code extends Leaf {
  kind = "code";
  takesLines = true;
  literal = true;
}

export class IndentedCode extends Code {
  fence = "";
  info = "";

  goesOn(line) {
    if (line.indent < CODE_INDENT && !line.blank) return ENDS;
    line.advance(CODE_INDENT);
    return GOES_ON;
  }

  finish() {
    while (this.lines.length && !/[^ \t]/.test(this.lines.at(-1))) {
      this.lines.pop();
      this.last -= 1;
    }
  }
}

class FencedCode extends Code {
  open = true;

  constructor(fence, info, indent) {
    super();
    Object.assign(this, { fence, info, indent });
    this.end = new RegExp(`${fence[0]}{${fence.length},}[ \\t]*$`, "y");
  }

  goesOn(line) {
    if (line.indent < CODE_INDENT && line.match(this.end)) {
      this.open = false;
      return CLOSES;
    }
    line.advance(Math.min(line.indent, this.indent));
    return GOES_ON;
  }
}

/** Three or more backticks or tildes, and the language. */
export function startFence(parser, line, depth) {
  const found = line.match(FENCE);
  if (!found) return false;
  const info = (found[2] ?? found[4] ?? "").trim();
  parser.push(new FencedCode(found[1] ?? found[3], info, line.indent), depth);
  line.consumed = true;
  return true;
}
