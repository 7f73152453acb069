// What can be done to a table. Its first row is its header, as Markdown has it, and columns are aligned as their header.
import { Selection, TextSelection, tables as grid } from "../../../../vendor/editor/visual.js";
import { insertBlock } from "./insert.js";

export const isInTable = (editor) => grid.isInTable(editor.state);

/** The element of the cell with the cursor; null outside of tables. */
export const currentCell = ({ state, view }) => (grid.isInTable(state) ? view.nodeDOM(grid.selectionCell(state).pos) : null);

/** A new table: a header and `rows` rows below it. */
export function insertTable(editor, { rows, columns }) {
  const { table, tableRow, tableHeader, tableCell, paragraph } = editor.schema.nodes;
  const row = (cell) => tableRow.create(null, Array.from({ length: columns }, () => cell.create(null, paragraph.create())));
  return insertBlock(editor, table.create(null, [row(tableHeader), ...Array.from({ length: rows }, () => row(tableCell))]));
}

/** Makes the cells of the first row headers and the others none, and aligns each column as its header. */
export function setHeaders(tr, table, start) {
  const { tableHeader, tableCell } = tr.doc.type.schema.nodes;
  const aligned = table.firstChild.children.map((cell) => cell.attrs.align);
  table.forEach((row, rowOffset, rowIndex) =>
    row.forEach((cell, offset, column) => {
      const type = rowIndex ? tableCell : tableHeader;
      const align = aligned[column] ?? null;
      if (cell.type === type && cell.attrs.align === align) return;
      tr.setNodeMarkup(start + rowOffset + 1 + offset, type, { ...cell.attrs, align });
    }),
  );
}

function run(editor, command, place = null) {
  const { tableStart, left, top } = grid.selectedRect(editor.state);
  editor.view.focus();
  return command(editor.state, (tr) => {
    const table = tr.doc.nodeAt(tableStart - 1);
    if (table?.type.name === "table") {
      setHeaders(tr, table, tableStart);
      if (place) selectCell(tr, tableStart, place({ left, top }));
    }
    editor.view.dispatch(tr.scrollIntoView());
  });
}

function selectCell(tr, start, { left, top }) {
  const map = grid.TableMap.get(tr.doc.nodeAt(start - 1));
  const position = start + map.map[top * map.width + left];
  tr.setSelection(Selection.near(tr.doc.resolve(position + 1)));
}

const rectOf = (editor) => grid.selectedRect(editor.state);

/** Whether the cursor is in the first row. */
export const isInHeader = (editor) => isInTable(editor) && rectOf(editor).top === 0;

/** Whether the cursor is in the last row. */
export const isInLastRow = (editor) => isInTable(editor) && rectOf(editor).bottom === rectOf(editor).map.height;

export const addRow = (editor, side) =>
  run(editor, side < 0 ? grid.addRowBefore : grid.addRowAfter, ({ left, top }) => ({ left, top: side < 0 ? top : top + 1 }));

export const addColumn = (editor, side) =>
  run(editor, side < 0 ? grid.addColumnBefore : grid.addColumnAfter, ({ left, top }) => ({ left: side < 0 ? left : left + 1, top }));

/** Takes away the rows with the selection, with the last of them the table. */
export function deleteRow(editor) {
  const { top, bottom, map } = rectOf(editor);
  return bottom - top === map.height ? deleteTable(editor) : run(editor, grid.deleteRow);
}

/** Takes away the columns with the selection, with the last of them the table. */
export function deleteColumn(editor) {
  const { left, right, map } = rectOf(editor);
  return right - left === map.width ? deleteTable(editor) : run(editor, grid.deleteColumn);
}

export function deleteTable(editor) {
  editor.view.focus();
  return grid.deleteTable(editor.state, editor.view.dispatch);
}

/** Moves the row with the cursor to another place, counted from 0; the one at 0 is the header. */
export function moveRowTo(editor, to) {
  const { top, map } = rectOf(editor);
  if (to < 0 || to >= map.height || to === top) return false;
  return run(editor, grid.moveTableRow({ from: top, to, select: false }), ({ left }) => ({ left, top: to }));
}

export const moveRow = (editor, by) => moveRowTo(editor, rectOf(editor).top + by);

/** Moves the column with the cursor to the left (-1) or right (1). */
export function moveColumn(editor, by) {
  const { left, map } = rectOf(editor);
  const to = left + by;
  if (to < 0 || to >= map.width) return false;
  return run(editor, grid.moveTableColumn({ from: left, to, select: false }), ({ top }) => ({ left: to, top }));
}

/** Aligns the columns with the selection: "left", "center", "right", or null for as the page does. */
export function alignColumns(editor, align) {
  const { table, tableStart, left, right, map } = rectOf(editor);
  const { tr } = editor.state;
  for (let column = left; column < right; column++) {
    for (let row = 0; row < map.height; row++) {
      const position = map.map[row * map.width + column];
      if (table.nodeAt(position).attrs.align !== align) tr.setNodeAttribute(tableStart + position, "align", align);
    }
  }
  editor.view.focus();
  editor.view.dispatch(tr);
  return true;
}

/** How the column with the cursor is aligned. */
export function alignment(editor) {
  const { table, map, left } = rectOf(editor);
  return table.nodeAt(map.map[left]).attrs.align;
}

/** The next cell (1) or the one before (-1); behind the last cell a new row begins. */
export function goToCell(editor, way) {
  const { state, view } = editor;
  if (grid.goToNextCell(way)(state, view.dispatch)) return true;
  if (way < 0) return true; // Tab never leaves a table by surprise
  const { map } = rectOf(editor);
  return run(editor, addRowAtEnd, () => ({ left: 0, top: map.height }));
}

function addRowAtEnd(state, dispatch) {
  const rect = grid.selectedRect(state);
  dispatch(grid.addRow(state.tr, rect, rect.map.height));
  return true;
}

/** The cursor in the paragraph after the table, which is made if there is none. */
export function leaveTable(editor) {
  const { tableStart, table } = rectOf(editor);
  const after = tableStart - 1 + table.nodeSize;
  const { tr, schema } = editor.state;
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, schema.nodes.paragraph.create());
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
}
