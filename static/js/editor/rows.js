// Rows of a table without its head, as one side of a conflict may be, written as the table that they are a part of.
import { Extension, Plugin } from "../../vendor/editor/visual.js";

const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/;

/** The two lines of an empty head for the rows that the text begins with; "" where it begins with none. */
export function headFor(text) {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !ROW.test(line));
  const rows = end < 0 ? lines : lines.slice(0, end);
  if (!rows.length || RULE.test(lines[1] ?? "")) return "";
  const columns = Math.max(...rows.map((row) => row.match(/(?<!\\)\|/g).length - 1));
  return `|${"  |".repeat(columns)}\n|${" --- |".repeat(columns)}\n`;
}

/** The text again, without the head that it was given. */
export function withoutHead(source) {
  const [head, rule, ...rest] = source.split("\n");
  return ROW.test(head) && RULE.test(rule ?? "") ? rest.join("\n") : source;
}

const headOf = ({ firstChild: table }) => (table?.type.name === "table" ? table.firstChild : null);

/** Keeps what nobody sees as it is. */
export const KeptHead = Extension.create({
  name: "keptHead",
  addProseMirrorPlugins: () => [
    new Plugin({ filterTransaction: ({ doc, before }) => !headOf(doc) || !headOf(before) || headOf(doc).eq(headOf(before)) }),
  ],
});
