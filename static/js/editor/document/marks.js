// Marks of running text.
import { Mark, mergeAttributes } from "../../../vendor/editor/visual.js";
import { written } from "./attributes.js";

function simple(name, tags, key, options = {}) {
  return Mark.create({
    name,
    ...options,
    parseHTML: () => tags.map((tag) => ({ tag })),
    renderHTML: ({ HTMLAttributes }) => [tags[0], HTMLAttributes, 0],
    addKeyboardShortcuts() {
      return key ? { [key]: () => this.editor.commands.toggleMark(name) } : {};
    },
  });
}

/** `form` is how a link is written: null in brackets, "auto" `<address>`, "bare", or "reference" with its label. */
const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({
    href: { default: "" },
    title: { default: null },
    ...written({ form: null, label: null }),
  }),
  parseHTML: () => [{ tag: "a[href]:not([data-wiki])" }],
  renderHTML: ({ HTMLAttributes }) => ["a", mergeAttributes(HTMLAttributes, { rel: "noopener noreferrer nofollow" }), 0],
});

export const marks = [
  Link,
  simple("bold", ["strong", "b"], "Mod-b"),
  simple("italic", ["em", "i"], "Mod-i"),
  simple("strike", ["del", "s"], "Mod-Shift-s"),
  simple("highlight", ["mark"], "Mod-Shift-h"),
  simple("inserted", ["ins", "u"], "Mod-u"),
  simple("code", ["code"], "Mod-e", { code: true, inclusive: false }),
];
