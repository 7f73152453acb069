// Lists: bullets, numbers and tasks share one kind of item; definition lists have terms and definitions.
import { Node, mergeAttributes } from "../../../vendor/editor/visual.js";
import { meant, written } from "./attributes.js";

const asBoolean = (text) => text === "true";
// `marker` is the bullet or what follows the number; `indent` and `gap` are the spaces before and after it.
const listStyle = { marker: null, indent: 0, gap: null };

const BulletList = Node.create({
  name: "bulletList",
  group: "block list",
  content: "listItem+",
  addAttributes: () => ({ ...meant("tight", true, { read: asBoolean }), ...written(listStyle) }),
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: ({ HTMLAttributes }) => ["ul", HTMLAttributes, 0],
});

/** `counting` is false where every item has the same number, as Markdown allows. */
const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  addAttributes: () => ({
    start: { default: 1, parseHTML: (element) => Number(element.getAttribute("start") ?? 1) },
    ...meant("tight", true, { read: asBoolean }),
    ...written({ ...listStyle, counting: true }),
  }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
});

/** `checked` is null for an item that is no task. */
const ListItem = Node.create({
  name: "listItem",
  content: "block+",
  defining: true,
  addAttributes: () => meant("checked", null, { read: asBoolean }),
  parseHTML: () => [{ tag: "li" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "li",
    node.attrs.checked === null ? HTMLAttributes : mergeAttributes(HTMLAttributes, { class: "task" }),
    0,
  ],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem("listItem", { checked: this.editor.getAttributes("listItem").checked === null ? null : false }),
      Tab: () => this.editor.commands.sinkListItem("listItem"),
      "Shift-Tab": () => this.editor.commands.liftListItem("listItem"),
    };
  },
});

const DefinitionList = Node.create({
  name: "definitionList",
  group: "block",
  content: "definitionTerm (definitionTerm | definition)*",
  parseHTML: () => [{ tag: "dl" }],
  renderHTML: ({ HTMLAttributes }) => ["dl", HTMLAttributes, 0],
});

const DefinitionTerm = Node.create({
  name: "definitionTerm",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "dt" }],
  renderHTML: ({ HTMLAttributes }) => ["dt", HTMLAttributes, 0],
});

const Definition = Node.create({
  name: "definition",
  content: "block+",
  defining: true,
  addAttributes: () => written({ gap: null }),
  parseHTML: () => [{ tag: "dd" }],
  renderHTML: ({ HTMLAttributes }) => ["dd", HTMLAttributes, 0],
});

export const lists = [BulletList, OrderedList, ListItem, DefinitionList, DefinitionTerm, Definition];
