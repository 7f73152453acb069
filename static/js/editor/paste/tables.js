// Tables as Markdown has them: a header, as many cells in each row, one paragraph in a cell.
import { alignmentOf } from "./styles.js";

const MOST = 10_000; // cells; a sheet may have millions

/** Makes every table of the body such a table; one that only lays a text out gives its content, a huge one its rows. */
export function mendTables(body) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const grid = claimed(table) > MOST ? null : trimmed(gridOf(table));
    if (!grid) table.replaceWith(...[...table.rows].map(asParagraph));
    else if (!grid.length || isLayout(grid)) table.replaceWith(...contents(table));
    else table.replaceWith(drawn(table.ownerDocument, grid));
  }
}

const contents = (table) => [...table.rows].flatMap(({ cells }) => [...cells]).flatMap((cell) => [...cell.childNodes]);
const isLayout = (grid) => grid.length === 1 && grid[0].length === 1;

/** How many places the cells of a table lay claim to. */
const claimed = ({ rows }) =>
  [...rows].flatMap(({ cells }) => [...cells]).reduce((sum, cell) => sum + Math.min(cell.rowSpan || 1, rows.length) * cell.colSpan, 0);

function asParagraph(row) {
  const paragraph = row.ownerDocument.createElement("p");
  for (const cell of row.cells) paragraph.append(...(cell.cellIndex ? [" | "] : []), ...inLine(cell));
  return paragraph;
}

/** The cells row by row; what a cell spans besides its own place is empty. */
function gridOf(table) {
  const grid = [];
  [...table.rows].forEach((row, y) => {
    grid[y] ??= [];
    for (const cell of row.cells) {
      let x = 0;
      while (x in grid[y]) x++;
      place(grid, cell, x, y, table.rows.length);
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_none, x) => row[x] ?? null));
}

function place(grid, cell, x, y, height) {
  for (let down = 0; down < Math.min(cell.rowSpan || 1, height - y); down++) {
    grid[y + down] ??= [];
    for (let right = 0; right < Math.min(cell.colSpan, 100); right++) grid[y + down][x + right] = null;
  }
  grid[y][x] = cell;
}

const isBlank = (cell) => !cell || (!cell.textContent.trim() && !cell.querySelector("img"));

/** Without the empty rows and columns that a sheet has at its end. */
function trimmed(grid) {
  while (grid.length && grid.at(-1).every(isBlank)) grid.pop();
  while (grid[0]?.length > 1 && grid.every((row) => isBlank(row.at(-1)))) grid.forEach((row) => row.pop());
  return grid;
}

function drawn(document, grid) {
  const table = document.createElement("table");
  const aligned = grid[0].map((_cell, x) => columnAlignment(grid, x));
  grid.forEach((cells, y) => {
    const row = table.appendChild(document.createElement("tr"));
    cells.forEach((cell, x) => {
      const made = row.appendChild(document.createElement(y ? "td" : "th"));
      if (aligned[x]) made.setAttribute("align", aligned[x]);
      if (cell) made.append(...inLine(cell));
      if (!y) made.querySelectorAll("strong, b").forEach((bold) => bold.replaceWith(...bold.childNodes)); // a header is bold already
    });
  });
  return table;
}

/** How the cells of a column are aligned, if they agree; the left needs no word. */
function columnAlignment(grid, x) {
  const found = new Set(grid.slice(1).filter((row) => !isBlank(row[x])).map((row) => alignmentOf(row[x])));
  const [align] = found;
  return found.size === 1 && align !== "left" ? align : "";
}

/** The content of a cell in one paragraph, its blocks parted by line breaks. */
function inLine(cell) {
  for (const item of cell.querySelectorAll("li")) item.prepend("• ");
  const made = [];
  const add = (node) => {
    const isBlock = node.nodeType === Node.ELEMENT_NODE && /^(P|DIV|H[1-6]|LI|UL|OL|BLOCKQUOTE|PRE|DL|DT|DD|HR)$/.test(node.tagName);
    if (!isBlock) return made.push(node);
    const hasBlock = [...node.children].some(({ tagName }) => /^(P|DIV|LI|UL|OL)$/.test(tagName));
    if (made.length && made.at(-1).nodeName !== "BR") made.push(cell.ownerDocument.createElement("br"));
    [...node.childNodes].forEach(add);
    if (!hasBlock) made.push(cell.ownerDocument.createElement("br"));
    return undefined;
  };
  [...cell.childNodes].filter((node) => node.nodeType !== Node.TEXT_NODE || node.textContent.trim()).forEach(add);
  while (made.at(-1)?.nodeName === "BR") made.pop();
  return made;
}
