// What may start a block, by the first character of the line. See wiki/markup/blocks/starts.py.
import { startFence } from "./code.js";
import { startAlert, startHtml, startMarkdownElement } from "./html.js";
import { Heading, Rule } from "./leaves.js";
import { startAbbreviation, startCallout, startInclude, startTab } from "./mkdocs.js";
import { startDefinition, startFootnote } from "./notes.js";
import { startTable } from "./tables.js";
import { Item, List, Quote } from "./tree.js";

const HEADING = /(#{1,6})(?:[ \t]+|$)/y;
const CLOSING_HASHES = /(?:^|[ \t])#+[ \t]*$/;
const UNDERLINE = /(=+|-+)[ \t]*$/y;
const RULE = /(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/y;
const MARKER = /(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/y;
const WIDEST_GAP = 4;
const trim = (text) => text.replace(/^[ \t]+|[ \t]+$/g, "");

function startQuote(parser, line, depth) {
  line.skip(1);
  line.advance(1);
  parser.push(new Quote(), depth);
  return true;
}

function startHeading(parser, line, depth) {
  const found = line.match(HEADING);
  if (!found) return false;
  const text = line.text.slice(line.start + found[0].length);
  const heading = Object.assign(new Heading(), { level: found[1].length, underlined: false });
  heading.lines = [trim(text.replace(CLOSING_HASHES, ""))];
  parser.push(heading, depth);
  line.consumed = true;
  return true;
}

function startUnderlinedHeading(parser, line, depth) {
  const found = line.match(UNDERLINE);
  const paragraph = parser.path.at(-1);
  if (!found || depth < parser.path.length || paragraph.kind !== "paragraph") return false;
  const parent = parser.path.at(-2);
  paragraph.takeReferences(parser, parent);
  if (!paragraph.lines.length) return false;
  const heading = Object.assign(new Heading(), { level: found[1][0] === "=" ? 1 : 2, underlined: true });
  heading.lines = trim(paragraph.text).split("\n");
  Object.assign(heading, { first: paragraph.first, start: paragraph.start });
  parser.path[parser.path.length - 1] = parent.children[parent.children.length - 1] = heading;
  line.consumed = true;
  return true;
}

function startRule(parser, line, depth) {
  const found = line.match(RULE);
  if (!found) return false;
  parser.push(Object.assign(new Rule(), { mark: trim(found[0]) }), depth);
  line.consumed = true;
  return true;
}

/** A bullet or a number. An empty item, or a list that does not begin with 1, cannot end a paragraph. */
function startItem(parser, line, depth) {
  const found = line.match(MARKER);
  if (!found) return false;
  if (parser.path[depth - 1].kind === "paragraph") {
    const empty = !trim(line.text.slice(line.start + found[0].length));
    if (empty || (found[2] && found[2] !== "1")) return false;
  }
  const sign = found[1] ?? found[3];
  const style = readMarker(line, found[0]);
  const container = parser.path[depth - 1];
  let inside = depth;
  if (container.kind !== "list" || container.marker !== sign) {
    parser.push(new List(sign, found[2] ? Number(found[2]) : null), depth);
    inside = parser.path.length;
  }
  parser.push(new Item(style), inside);
  return true;
}

function readMarker(line, marker) {
  const { indent } = line;
  line.skip(marker.length);
  const gap = line.blank || line.indent > WIDEST_GAP ? 1 : line.indent;
  line.advance(gap);
  return { indent, marker, gap };
}

/** In each list the first that fits wins. */
export const STARTS = {
  ">": [startQuote],
  "#": [startHeading],
  "`": [startFence],
  "~": [startFence],
  "<": [startMarkdownElement, startHtml],
  "=": [startUnderlinedHeading, startTab],
  "-": [startInclude, startUnderlinedHeading, startRule, startItem, startTable],
  "*": [startRule, startAbbreviation, startItem],
  "_": [startRule],
  "+": [startItem],
  "!": [startCallout],
  "?": [startCallout],
  "[": [startFootnote],
  ":": [startTable, startDefinition],
  "|": [startTable],
  "{": [startAlert],
};
for (const digit of "0123456789") STARTS[digit] = [startItem];
