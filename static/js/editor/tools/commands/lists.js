// Bullets, steps and checklists: all three hold the same items, a task is an item with a box.
import { findParentNode } from "../../../../vendor/editor/visual.js";
import { focused } from "../focused.js";

const isList = ({ type }) => type.name === "bulletList" || type.name === "orderedList";
const listOf = (selection) => findParentNode(isList)(selection);

/** "bullets", "steps", "tasks", or null outside of lists: the kind of the innermost list around the selection. */
export function listKind({ state: { selection } }) {
  const list = listOf(selection);
  if (!list) return null;
  if (list.node.firstChild.attrs.checked !== null) return "tasks";
  return list.node.type.name === "orderedList" ? "steps" : "bullets";
}

/** Gives items of the innermost list a box or takes it away: all of them, or those that the selection touches. */
const setChecked = (checked, all) => ({ tr }) => {
  const list = listOf(tr.selection);
  const { from, to } = tr.selection;
  list?.node.forEach((item, offset) => {
    const start = list.start + offset;
    const isMeant = all || (start < to && from < start + item.nodeSize);
    const isSame = (item.attrs.checked === null) === (checked === null);
    if (isMeant && !isSame) tr.setNodeAttribute(start, "checked", checked);
  });
  return Boolean(list);
};

const TYPES = { bullets: "bulletList", steps: "orderedList", tasks: "bulletList" };

/** Makes the blocks items of such a list, or the list such a list; one that is gives its items back as text. */
export function toggleList(editor, kind) {
  const chain = focused(editor);
  const now = listKind(editor);
  if (now === kind) return chain.liftListItem("listItem").run();
  const isOfType = listOf(editor.state.selection)?.node.type.name === TYPES[kind];
  if (!isOfType) chain.toggleList(TYPES[kind], "listItem");
  return chain.command(setChecked(kind === "tasks" ? false : null, now !== null)).run();
}

/** Makes the items sub-items of the one before them. */
export const indent = (editor) => focused(editor).sinkListItem("listItem").run();

/** Whether the selection is in something that it can be taken out of. */
export const canOutdent = (editor) => ["listItem", "blockquote", "callout"].some((name) => editor.isActive(name));

/** Takes the items one level out, or blocks of a quotation or callout out of it. */
export function outdent(editor) {
  const chain = focused(editor);
  if (listOf(editor.state.selection)) return chain.liftListItem("listItem").run();
  return chain.command(({ commands }) => commands.lift("blockquote") || commands.lift("callout")).run();
}

/** Ticks the task with the cursor, or takes the tick away. */
export function toggleTick(editor) {
  const { checked } = editor.getAttributes("listItem");
  return typeof checked === "boolean" && editor.commands.updateAttributes("listItem", { checked: !checked });
}
