// Ways out of blocks: Enter where nothing was written, Backspace at a beginning, the arrow at the end of the page.
import { Plugin, Selection, TextSelection, tables as grid } from "../../../../vendor/editor/visual.js";
import { isInTable } from "./tables.js";

const cursorIn = ({ selection }, name) => selection.empty && selection.$from.parent.type.name === name;
const newParagraph = ({ schema }) => schema.nodes.paragraph.create();

function goTo(view, tr, position) {
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(position))).scrollIntoView());
  return true;
}

/** Enter leads from a term to its definition, and from a caption to the text after its figure. */
export function deeper({ state, view }) {
  const { $from } = state.selection;
  const after = $from.depth && $from.after();
  const isTerm = cursorIn(state, "definitionTerm") && $from.parent.content.size;
  if (!isTerm && !cursorIn(state, "figure")) return false;
  const { tr, schema } = state;
  const wanted = isTerm ? "definition" : "paragraph";
  if (tr.doc.resolve(after).nodeAfter?.type.name !== wanted) {
    tr.insert(after, isTerm ? schema.nodes.definition.create(null, newParagraph(state)) : newParagraph(state));
  }
  return goTo(view, tr, after + 1);
}

/** Enter where nothing was written: a term ends its list, the last text of a definition begins a term, code ends. */
export function leaveEmptyBlock(editor) {
  const { state, view } = editor;
  const { $from, empty } = state.selection;
  if (!empty) return false;
  if (cursorIn(state, "definitionTerm")) return leaveDefinitions(state, view, $from);
  if (cursorIn(state, "codeBlock")) return leaveCode(state, view, $from);
  const isLast = $from.depth > 1 && $from.indexAfter(-1) === $from.node(-1).childCount;
  if ($from.parent.content.size || !isLast || $from.node(-1).type.name !== "definition") return false;
  const { tr, schema } = state;
  const isOnly = $from.node(-1).childCount === 1;
  const after = $from.after(-1);
  tr.insert(after, schema.nodes.definitionTerm.create());
  if (!isOnly) tr.delete($from.before(), $from.after());
  return goTo(view, tr, tr.mapping.map(after, -1) + 1);
}

function leaveDefinitions(state, view, $from) {
  const { tr } = state;
  const list = $from.node(-1);
  const isOnly = list.childCount === 1;
  const isLast = $from.indexAfter(-1) === list.childCount;
  if (!isOnly && !isLast) return false;
  const after = $from.after(-1);
  tr.insert(after, newParagraph(state));
  tr.delete(isOnly ? $from.before(-1) : $from.before(), isOnly ? after : $from.after());
  return goTo(view, tr, tr.mapping.map(after, 1) - 1);
}

/** An empty line at the end of code, and Enter: what comes is text again. */
function leaveCode(state, view, $from) {
  const { parent, parentOffset } = $from;
  const isAtEnd = parentOffset === parent.content.size && parent.textContent.endsWith("\n\n");
  if (!isAtEnd) return false;
  const { tr } = state;
  const after = $from.after();
  tr.insert(after, newParagraph(state)).delete($from.pos - 2, $from.pos);
  return goTo(view, tr, after - 1);
}

/** Backspace at a beginning: an item leaves its list, a heading becomes text, a block leaves its box. */
export function startOfBlock(editor) {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset || !$from.parent.isTextblock || $from.depth < 1) return false;
  const { commands } = editor;
  if (["heading", "codeBlock"].includes($from.parent.type.name)) return commands.undoInputRule() || commands.setNode("paragraph");
  if ($from.depth < 2 || $from.index(-1)) return false;
  const around = $from.node(-1).type.name;
  if (around === "listItem") return commands.undoInputRule() || commands.liftListItem("listItem");
  return ["blockquote", "callout"].includes(around) && (commands.undoInputRule() || commands.lift(around));
}

/** The arrow down, where the page ends with a table, a box or code: a paragraph below it. */
export function leaveDownwards(editor) {
  const { state, view } = editor;
  const { $head, empty } = state.selection;
  if (!empty || !view.endOfTextblock("down") || !isAtEnd(editor, $head)) return false;
  return addParagraphAtEnd(view);
}

function isAtEnd(editor, $head) {
  const { doc } = editor.state;
  if ($head.depth < 1 || $head.after(1) < doc.content.size || $head.node(1).type.name === "paragraph") return false;
  if (!isInTable(editor)) return $head.pos === $head.end() && !Selection.findFrom(doc.resolve($head.after()), 1, true);
  const { bottom, map } = grid.selectedRect(editor.state);
  return bottom === map.height;
}

function addParagraphAtEnd(view) {
  const { tr } = view.state;
  const end = tr.doc.content.size;
  tr.insert(end, newParagraph(view.state));
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
}

/** A click below the last block goes on writing there. */
export const endOfPage = () =>
  new Plugin({
    props: {
      handleClick(view, position, event) {
        const last = view.dom.lastElementChild?.getBoundingClientRect();
        if (event.target !== view.dom || !last || event.clientY <= last.bottom) return false;
        return view.state.doc.lastChild.type.name !== "paragraph" && addParagraphAtEnd(view);
      },
    },
  });
