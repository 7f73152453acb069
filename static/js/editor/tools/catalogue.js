// All that the toolbar, the slash menu and the keys can do, by name.
import * as blocks from "./commands/blocks.js";
import * as callouts from "./commands/callouts.js";
import * as lists from "./commands/lists.js";
import { isInTable } from "./commands/tables.js";
import { redo, redoDepth, undo, undoDepth } from "../../../vendor/editor/visual.js";
import { focused } from "./focused.js";

const canMark = (editor) => !editor.isActive("codeBlock") && !editor.isActive("island");
const mark = (name) => ({
  run: (editor) => focused(editor).toggleMark(name).run(),
  isActive: (editor) => editor.isActive(name),
  isUsable: canMark,
});
const heading = (level) => ({
  run: (editor) => blocks.toggleHeading(editor, level),
  isActive: (editor) => editor.isActive("heading", { level }),
  isUsable: (editor) => !isInTable(editor),
});
const list = (kind) => ({
  run: (editor) => lists.toggleList(editor, kind),
  isActive: (editor) => lists.listKind(editor) === kind,
  isUsable: (editor) => !isInTable(editor),
});
const callout = (kind) => ({ run: (editor) => callouts.setCallout(editor, kind) });
const diagram = (example) => ({ run: (editor) => blocks.insertDiagram(editor, example) });
/** What needs a menu or dialog; mountTools says how it opens. */
const opened = (name) => ({
  run: (editor) => editor.storage.tools.open[name](),
  isUsable: (editor) => Boolean(editor.storage.tools.open[name]),
});
const history = (step, depth) => ({
  run: ({ state, view }) => (view.focus(), step(state, view.dispatch)),
  isUsable: ({ state }) => depth(state) > 0,
});

/**
 * Each with `run(editor, context)`, and where it tells anything `isActive(editor)`, `isUsable(editor)`, and
 * `panel(editor)`: which panel its button opens.
 */
export const TOOLS = {
  undo: history(undo, undoDepth),
  redo: history(redo, redoDepth),
  paragraph: { run: blocks.setParagraph, isActive: (editor) => editor.isActive("paragraph") },
  "heading-1": heading(1),
  "heading-2": heading(2),
  "heading-3": heading(3),
  "heading-4": heading(4),
  quote: { run: blocks.toggleQuote, isActive: (editor) => editor.isActive("blockquote") },
  "code-block": { run: blocks.toggleCodeBlock, isActive: (editor) => editor.isActive("codeBlock") },
  bold: mark("bold"),
  italic: mark("italic"),
  strike: mark("strike"),
  code: mark("code"),
  link: { ...opened("link"), isActive: (editor) => editor.isActive("link") || editor.isActive("wikiLink"), isUsable: canMark },
  bullets: list("bullets"),
  steps: list("steps"),
  tasks: list("tasks"),
  indent: { run: lists.indent, isUsable: (editor) => editor.can().sinkListItem("listItem") },
  outdent: { run: lists.outdent, isUsable: lists.canOutdent },
  table: { ...opened("table"), isActive: isInTable, panel: (editor) => (isInTable(editor) ? "table-menu" : "table") },
  callout: { isActive: (editor) => editor.isActive("callout") },
  "callout-danger": callout("danger"),
  "callout-warning": callout("warning"),
  "callout-caution": callout("caution"),
  "callout-note": callout("note"),
  "callout-tip": callout("tip"),
  "callout-remove": { run: callouts.removeCallout, isUsable: (editor) => editor.isActive("callout") },
  image: opened("image"),
  file: opened("file"),
  "page-link": { run: (editor) => focused(editor).insertContent({ type: "text", text: "[[" }).run(), isUsable: canMark },
  snippet: { run: (editor) => focused(editor).insertContent({ type: "text", text: "{{" }).run(), isUsable: canMark },
  field: {
    run: (editor) => focused(editor).insertContent({ type: "text", text: "{{field: " }).run(),
    isUsable: (editor) => canMark(editor) && editor.storage.tools.fields.length > 0,
  },
  footnote: { run: blocks.insertFootnote, isUsable: canMark },
  definitions: { run: blocks.insertDefinitions },
  rule: { run: blocks.insertRule },
  diagram: opened("diagram"),
  "diagram-steps": diagram("steps"),
  "diagram-decision": diagram("decision"),
  "diagram-messages": diagram("messages"),
  clear: { run: blocks.clearFormatting },
};

/** Does what the name says, where it can be done; tells whether it was. */
export function runTool(editor, name, context) {
  const tool = TOOLS[name];
  return tool.isUsable?.(editor) === false ? false : tool.run(editor, context);
}
