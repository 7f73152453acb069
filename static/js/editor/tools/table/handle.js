// A button in the corner of the cell with the cursor, which opens the menu of the table.
import { Decoration, DecorationSet, Plugin, tables as grid } from "../../../../vendor/editor/visual.js";
import { icon } from "../icon.js";

/** `open(button)` opens the menu. */
export const tableHandle = (words, open) =>
  new Plugin({
    props: {
      decorations(state) {
        if (!state.selection.empty || !grid.isInTable(state)) return null;
        const cell = grid.selectionCell(state);
        const handle = () => makeHandle(words, open);
        return DecorationSet.create(state.doc, [
          Decoration.widget(cell.pos + 1, handle, { side: -1, key: "table-handle", ignoreSelection: true, stopEvent: () => true }),
        ]);
      },
    },
  });

function makeHandle(words, open) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "table-handle", title: words.tableMenu, ariaLabel: words.tableMenu });
  button.contentEditable = "false";
  button.tabIndex = -1; // the toolbar's button of tables opens the same menu by key
  button.append(icon("ellipsis", words));
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => open(button));
  return button;
}
