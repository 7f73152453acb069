// GitHub's tables (GitHub Flavored Markdown 0.29, section 4.10).
import { Leaf } from "./leaves.js";
import { ENDS, GOES_ON } from "./tree.js";

const DELIMITERS = /\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/y;

/** The texts of a row's cells. */
export function splitRow(text) {
  let row = text.replace(/^[ \t]+|[ \t]+$/g, "").replace(/^\|/, "");
  if (row.endsWith("|") && !row.endsWith("\\|")) row = row.slice(0, -1);
  return row.split(/(?<!\\)\|/).map((cell) => cell.replace(/^[ \t]+|[ \t]+$/g, "").replaceAll("\\|", "|"));
}

function alignment(delimiter) {
  if (delimiter.startsWith(":")) return delimiter.endsWith(":") ? "center" : "left";
  return delimiter.endsWith(":") ? "right" : null;
}

/** `surplus`: whether a row has more cells than the header, which then show nowhere. */
class Table extends Leaf {
  kind = "table";
  takesLines = true;
  surplus = false;

  goesOn(line) {
    return line.blank ? ENDS : GOES_ON;
  }

  add(line) {
    const width = this.alignments.length;
    const cells = splitRow(line.content());
    this.surplus ||= cells.length > width;
    this.rows.push([...cells.slice(0, width), ...Array(Math.max(0, width - cells.length)).fill("")]);
  }
}

/** A row of dashes under a paragraph's last line with as many cells. */
export function startTable(parser, line, depth) {
  const paragraph = parser.path.at(-1);
  if (paragraph.kind !== "paragraph" || depth < parser.path.length || !line.match(DELIMITERS)) return false;
  const delimiters = splitRow(line.content());
  const header = splitRow(paragraph.lines.at(-1));
  if (header.length !== delimiters.length) return false;
  const head = paragraph.lines.pop();
  const table = Object.assign(new Table(), { rows: [header], alignments: delimiters.map(alignment) });
  table.edges = head.trim().startsWith("|");
  table.padded = /\| |^[^|]* \|/.test(head.trim());
  parser.push(table, depth);
  table.start = parser.number - 1;
  line.consumed = true;
  return true;
}
