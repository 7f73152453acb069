// Blocks of MkDocs Material: callouts, tabs, included files, abbreviations. See wiki/markup/blocks/mkdocs.py.
import { KINDS } from "../callouts.js";
import { Island } from "./leaves.js";
import { Container, ENDS, GOES_ON } from "./tree.js";

const CODE_INDENT = 4;
const CALLOUT = /(!!!|\?\?\?\+?)[ \t]*([A-Za-z][\w-]*)?[ \t]*(.*)$/y;
const QUOTED = /^(.*?)[ \t]*"(.*)"[ \t]*$/;
const TAB = /===[!+]{0,2}[ \t]+"(.*)"[ \t]*$/y;
const INCLUDE = /-+8<-+[ \t]+["']([^"']+)["'][ \t]*$/y;
const ABBREVIATION = /\*\[([^\]\\]+)\][ \t]?:[ \t]*(\S.*)$/y;
const PLACES = new Set(["inline", "end", "left", "right"]);

/** Holds what is indented by four columns more than its marker. */
class Indented extends Container {
  constructor(kind, indent, marks) {
    super();
    Object.assign(this, { kind, indent }, marks);
  }

  goesOn(line) {
    if (line.indent < CODE_INDENT && !line.blank) return ENDS;
    line.advance(Math.min(line.indent, CODE_INDENT + this.indent));
    return GOES_ON;
  }
}

/** `!!! note`, `??? tip "Title"`; words that no callout knows stay text. */
export function startCallout(parser, line, depth) {
  const found = line.match(CALLOUT);
  if (!found || !(found[2] || found[3])) return false;
  const word = found[2] ?? "note";
  const rest = found[3].trim();
  const quoted = rest.match(QUOTED);
  const words = (quoted ? quoted[1] : rest).split(/\s+/).filter(Boolean);
  const places = words.filter((one) => PLACES.has(one));
  const title = quoted ? quoted[2] : words.filter((one) => !PLACES.has(one)).join(" ") || null;
  if (title && !quoted && !KINDS[word.toLowerCase()]) return false;
  parser.push(new Indented("callout", line.indent, { mark: found[1], word, title, places }), depth);
  line.consumed = true;
  return true;
}

/** `=== "Title"`. */
export function startTab(parser, line, depth) {
  const found = line.match(TAB);
  if (!found) return false;
  const mark = found[0].match(/^===[!+]*/)[0];
  parser.push(new Indented("tab", line.indent, { mark, title: found[1] }), depth);
  line.consumed = true;
  return true;
}

/** `--8<-- "file"`: stays source. */
export function startInclude(parser, line, depth) {
  if (!line.match(INCLUDE)) return false;
  return addLine(parser, line, new Island("include"), depth);
}

/** `*[SOP]: Standard operating procedure`. */
export function startAbbreviation(parser, line, depth) {
  if (!line.match(ABBREVIATION)) return false;
  parser.close(depth);
  if (parser.path.at(-1).takesLines) parser.close(depth - 1);
  const before = parser.path.at(-1).children.at(-1);
  if (before?.kind === "abbreviations" && before.last === parser.number - 1) {
    before.lines.push(line.rest());
    before.last = parser.number;
    line.consumed = true;
    return true;
  }
  return addLine(parser, line, Object.assign(new Island("abbreviations"), { ghost: true }), parser.path.length);
}

function addLine(parser, line, island, depth) {
  parser.push(island, depth);
  island.add(line);
  parser.close(parser.path.length - 1, parser.number);
  line.consumed = true;
  return true;
}
