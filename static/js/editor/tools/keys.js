// The keys of the visual editor, beside those of the document's own marks.
import { Extension } from "../../../vendor/editor/visual.js";
import { runTool } from "./catalogue.js";
import * as lists from "./commands/lists.js";
import { deeper, leaveEmptyBlock, leaveDownwards, startOfBlock } from "./commands/leaving.js";
import { goToCell, isInTable, leaveTable } from "./commands/tables.js";

/** By name, as ProseMirror writes keys; the toolbar tells them in its tooltips. */
export const KEYS = {
  paragraph: "Mod-Alt-0",
  "heading-1": "Mod-Alt-1",
  "heading-2": "Mod-Alt-2",
  "heading-3": "Mod-Alt-3",
  "heading-4": "Mod-Alt-4",
  steps: "Mod-Shift-7",
  bullets: "Mod-Shift-8",
  tasks: "Mod-Shift-9",
  quote: "Mod-Shift-b",
  "code-block": "Mod-Alt-c",
  link: "Mod-k",
  clear: "Mod-\\",
};

const inList = (editor) => lists.listKind(editor) !== null;

/** Tab never leaves a list or table by surprise; Alt-F10 leads to the toolbar, and from there on. */
function tab(editor, way) {
  if (isInTable(editor)) return goToCell(editor, way);
  if (!inList(editor)) return false;
  (way > 0 ? lists.indent : lists.outdent)(editor);
  return true;
}

export const toolKeys = (context) =>
  Extension.create({
    name: "toolKeys",
    priority: 1100, // before the keys of the document's own nodes
    addKeyboardShortcuts() {
      const { editor } = this;
      const run = (name) => () => runTool(editor, name, context);
      return {
        ...Object.fromEntries(Object.entries(KEYS).map(([name, key]) => [key, run(name)])),
        Tab: () => tab(editor, 1),
        "Shift-Tab": () => tab(editor, -1),
        Enter: () => deeper(editor) || leaveEmptyBlock(editor),
        Backspace: () => startOfBlock(editor),
        ArrowDown: () => leaveDownwards(editor),
        "Mod-Enter": () => (isInTable(editor) ? leaveTable(editor) : lists.toggleTick(editor) || editor.commands.exitCode()),
        "Alt-F10": () => editor.storage.tools.open.toolbar?.() ?? false,
      };
    },
  });
