// Tables from Excel, Sheets, Word and web pages as this wiki can hold them: one paragraph in each cell, no cell over
// several, as many cells in each row, the first row the header.
import { Extension, Plugin } from "../../../../vendor/editor/visual.js";
import { insertBlock } from "../commands/insert.js";
import { isInTable } from "../commands/tables.js";

const BLOCK = "p, div, li, h1, h2, h3, h4, h5, h6, pre, blockquote";
const MOST = 1000; // rows or columns that one cell may claim
const span = (cell, name) => Math.min(MOST, Math.max(1, Number(cell.getAttribute(name)) || 1));

/** The blocks in a cell become lines of one paragraph. */
function flatten(cell) {
  for (const table of cell.querySelectorAll("table")) table.replaceWith(table.textContent.trim().replace(/\s+/g, " "));
  const blocks = [...cell.querySelectorAll(BLOCK)].filter((block) => !block.querySelector(BLOCK));
  for (const block of blocks) {
    const isLast = block === blocks.at(-1);
    block.replaceWith(...block.childNodes, ...(isLast ? [] : [cell.ownerDocument.createElement("br")]));
  }
  for (const holder of cell.querySelectorAll(`${BLOCK}, ul, ol`)) holder.replaceWith(...holder.childNodes);
}

/** The cells of a table as a grid; a cell over several leaves the others of them empty. */
function gridOf(table) {
  const grid = [];
  [...table.rows].forEach((row, top) => {
    grid[top] ??= [];
    for (const cell of row.cells) {
      let left = 0;
      while (grid[top][left] !== undefined) left++;
      for (let down = 0; down < span(cell, "rowspan") && top + down < table.rows.length; down++) {
        for (let right = 0; right < span(cell, "colspan"); right++) (grid[top + down] ??= [])[left + right] = down || right ? null : cell;
      }
    }
  });
  return grid;
}

function rebuild(table) {
  const document = table.ownerDocument;
  const grid = gridOf(table);
  const width = Math.max(0, ...grid.map((row) => row.length));
  const fresh = document.createElement("table");
  grid.forEach((row, top) => {
    const line = fresh.insertRow();
    for (let column = 0; column < width; column++) {
      const cell = document.createElement(top ? "td" : "th");
      if (row[column]) cell.append(...row[column].childNodes);
      flatten(cell);
      line.append(cell);
    }
  });
  if (width) table.replaceWith(fresh);
  else table.remove();
}

/** HTML whose tables are such that the document can hold them. */
export function plainTables(html) {
  if (!/<table/i.test(html)) return html;
  const { body } = new DOMParser().parseFromString(html.replace(/\sstyle=("[^"]*"|'[^']*')/gi, ""), "text/html");
  for (const table of body.querySelectorAll("table")) if (!table.parentElement.closest("table")) rebuild(table);
  return body.innerHTML;
}

/** The cells of tab-separated lines, as a spreadsheet copies them; null for any other text. */
export function cellsOf(text) {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const rows = lines.map((line) => line.split("\t"));
  const width = rows[0].length;
  return width > 1 && rows.every((row) => row.length === width) ? rows : null;
}

function insertRows(editor, rows) {
  const { table, tableRow, tableHeader, tableCell, paragraph } = editor.schema.nodes;
  const cell = (type) => (text) => type.create(null, paragraph.create(null, text.trim() ? editor.schema.text(text.trim()) : null));
  return insertBlock(editor, table.create(null, rows.map((row, top) => tableRow.create(null, row.map(cell(top ? tableCell : tableHeader))))));
}

export const pasteTables = Extension.create({
  name: "pasteTables",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          transformPastedHTML: plainTables,
          handlePaste(view, event) {
            const { clipboardData } = event;
            const isText = clipboardData && !clipboardData.types.includes("text/html");
            const rows = isText && !view.state.selection.$from.parent.type.spec.code && cellsOf(clipboardData.getData("text/plain"));
            return Boolean(rows) && !isInTable(editor) && insertRows(editor, rows);
          },
        },
      }),
    ];
  },
});
