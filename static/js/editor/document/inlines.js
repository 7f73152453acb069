// Things that stand in running text without being text.
import { Node, mergeAttributes } from "../../../vendor/editor/visual.js";
import { meant, written } from "./attributes.js";

function atom(name, tag, attributes, draw, options = {}) {
  return Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,
    ...options,
    addAttributes: () => attributes,
    parseHTML: () => [{ tag, priority: 60 }],
    renderHTML: ({ node, HTMLAttributes }) => draw(node, HTMLAttributes),
  });
}

/** `mark` is the HTML it is written with, if any: in tables nothing else breaks a line. */
const HardBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  addAttributes: () => written({ mark: null }),
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
  addKeyboardShortcuts() {
    const insert = () => this.editor.commands.insertContent({ type: "hardBreak" });
    return { "Shift-Enter": insert, "Mod-Enter": insert };
  },
});

const ON_SITE = /^\/(?!\/)/;

/**
 * `size` is what an attribute list says, `{ width="300" }`, as it is written. HTML gets only addresses from the root of
 * this site as `src`: drawing a node, even to copy it, loads its image, and the others may not be or are relative.
 */
export const imageAttributes = () => ({
  src: {
    default: "",
    parseHTML: (element) => element.dataset.src ?? element.getAttribute("src"),
    renderHTML: ({ src }) => (ON_SITE.test(src) ? { src } : { "data-src": src }),
  },
  alt: { default: "" },
  title: { default: null },
  ...meant("size", null),
  ...written({ label: null }),
});

const Image = Node.create({
  name: "image",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes: imageAttributes,
  parseHTML: () => [{ tag: "img[src]" }, { tag: "img[data-src]" }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
});

/** `[[target|label]]`. */
const WikiLink = atom(
  "wikiLink",
  "a[data-wiki]",
  { ...meant("wiki", ""), ...meant("label", null) },
  (node, attributes) => ["a", attributes, node.attrs.label ?? node.attrs.wiki],
  { renderText: ({ node }) => node.attrs.label ?? node.attrs.wiki },
);

/** `[^name]`. */
const FootnoteReference = atom("footnoteReference", "sup[data-name]", meant("name", ""), (node, attributes) => [
  "sup",
  mergeAttributes(attributes, { class: "footnote-ref" }),
  node.attrs.name,
]);

/** Source that stays as it is: a tag of HTML or of another tool, an icon, keys, an attribute list. */
const InlineSource = atom("inlineSource", "code[data-source]", meant("source", ""), (node, attributes) => [
  "code",
  mergeAttributes(attributes, { class: "inline-source" }),
  node.attrs.source,
]);

export const inlines = [HardBreak, Image, WikiLink, FootnoteReference, InlineSource];
