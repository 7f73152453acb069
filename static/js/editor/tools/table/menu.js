// The menu of the table with the cursor.
import * as tables from "../commands/tables.js";

const ACTS = {
  "row-above": { run: (editor) => tables.addRow(editor, -1), isUsable: (editor) => !tables.isInHeader(editor) },
  "row-below": { run: (editor) => tables.addRow(editor, 1) },
  "row-up": { run: (editor) => tables.moveRow(editor, -1), isUsable: (editor) => !tables.isInHeader(editor) },
  "row-down": { run: (editor) => tables.moveRow(editor, 1), isUsable: (editor) => !tables.isInLastRow(editor) },
  "row-header": { run: (editor) => tables.moveRowTo(editor, 0), isUsable: (editor) => !tables.isInHeader(editor) },
  "row-delete": { run: tables.deleteRow },
  "column-left": { run: (editor) => tables.addColumn(editor, -1) },
  "column-right": { run: (editor) => tables.addColumn(editor, 1) },
  "column-back": { run: (editor) => tables.moveColumn(editor, -1) },
  "column-on": { run: (editor) => tables.moveColumn(editor, 1) },
  "column-delete": { run: tables.deleteColumn },
  "table-delete": { run: tables.deleteTable },
  ...Object.fromEntries(["left", "center", "right"].map((side) => [`align-${side}`, { run: (editor) => toggleAlign(editor, side) }])),
};

const toggleAlign = (editor, side) => tables.alignColumns(editor, tables.alignment(editor) === side ? null : side);

/** Lets the buttons with data-table do what they say; `done` closes the menu. */
export function wireTableMenu(editor, panel, { signal, done }) {
  const buttons = [...panel.querySelectorAll("[data-table]")];
  panel.addEventListener("pointerdown", (event) => event.target.closest("[data-table]") && event.preventDefault(), { signal });
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-table]");
    if (!button || button.ariaDisabled === "true") return;
    done();
    ACTS[button.dataset.table].run(editor);
  }, { signal });
  panel.addEventListener("beforetoggle", (event) => event.newState === "open" && update(editor, buttons), { signal });
}

function update(editor, buttons) {
  if (!tables.isInTable(editor)) return;
  for (const button of buttons) {
    const name = button.dataset.table;
    if (name.startsWith("align-")) button.ariaPressed = String(name === `align-${tables.alignment(editor)}`);
    button.ariaDisabled = ACTS[name].isUsable?.(editor) === false ? "true" : null;
  }
}
