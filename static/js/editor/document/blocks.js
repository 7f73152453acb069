// Blocks of the document.
import { Node, mergeAttributes } from "../../../vendor/editor/visual.js";
import { calloutKind } from "../callouts.js";
import { meant, written } from "./attributes.js";
import { imageAttributes } from "./inlines.js";

const Doc = Node.create({ name: "doc", topNode: true, content: "block+" });
const Text = Node.create({ name: "text", group: "inline" });

const Paragraph = Node.create({
  name: "paragraph",
  group: "block",
  content: "inline*",
  priority: 1000,
  parseHTML: () => [{ tag: "p" }],
  renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, 0],
});

const Heading = Node.create({
  name: "heading",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes: () => ({ level: { default: 2, rendered: false }, ...written({ underlined: false }) }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, HTMLAttributes, 0],
});

const CodeBlock = Node.create({
  name: "codeBlock",
  group: "block",
  content: "text*",
  marks: "",
  code: true,
  defining: true,
  addAttributes: () => ({ ...meant("info", ""), ...written({ fence: null }) }),
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
  renderHTML: ({ HTMLAttributes }) => ["pre", HTMLAttributes, ["code", {}, 0]],
});

const HorizontalRule = Node.create({
  name: "horizontalRule",
  group: "block",
  addAttributes: () => written({ mark: null }),
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: ({ HTMLAttributes }) => ["hr", HTMLAttributes],
});

const Quote = Node.create({
  name: "blockquote",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
});

/** `sign` is "[!]" for GitHub's kind, else MkDocs' `!!!`, `???` or `???+`; a title of null shows the kind's own word. */
const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({
    ...meant("word", "note"),
    ...meant("title", null),
    ...meant("sign", "[!]"),
    ...meant("places", ""),
  }),
  parseHTML: () => [{ tag: "div.callout[data-word]" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "div",
    mergeAttributes(HTMLAttributes, { class: `callout callout-${calloutKind(node.attrs.word)}`, role: "note" }),
    0,
  ],
});

/** `=== "Title"`. */
const Tab = Node.create({
  name: "tab",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({ ...meant("title", ""), ...meant("sign", "===") }),
  parseHTML: () => [{ tag: "div.tab[data-title]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", mergeAttributes(HTMLAttributes, { class: "tab", role: "group" }), 0],
});

/** An image with its caption, which is the node's text; `opening` is the element's tag as it is written. */
const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "inline*",
  defining: true,
  isolating: true,
  addAttributes: () => ({ ...imageAttributes(), ...meant("opening", "<figure markdown>") }),
  parseHTML: () => ["figure[src]", "figure[data-src]"].map((tag) => ({ tag, contentElement: "figcaption" })),
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", {}, 0]],
});

const Footnote = Node.create({
  name: "footnote",
  group: "block",
  content: "block+",
  defining: true,
  isolating: true,
  addAttributes: () => meant("name", ""),
  parseHTML: () => [{ tag: "aside.footnote[data-name]" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", mergeAttributes(HTMLAttributes, { class: "footnote" }), 0],
});

/** `{{snippet: name}}` alone in its paragraph. */
const Snippet = Node.create({
  name: "snippet",
  group: "block",
  atom: true,
  addAttributes: () => meant("name", ""),
  parseHTML: () => [{ tag: "div.snippet[data-name]" }],
  renderHTML: ({ node, HTMLAttributes }) => ["div", mergeAttributes(HTMLAttributes, { class: "snippet" }), node.attrs.name],
});

/** Source that the visual editor shows as source; `kind` says what it is. */
const Island = Node.create({
  name: "island",
  group: "block",
  content: "text*",
  marks: "",
  code: true,
  defining: true,
  isolating: true,
  addAttributes: () => meant("kind", ""),
  parseHTML: () => [{ tag: "pre.island", preserveWhitespace: "full", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["pre", mergeAttributes(HTMLAttributes, { class: "island" }), ["code", {}, 0]],
});

export const blocks = [
  Doc, Text, Paragraph, Heading, CodeBlock, HorizontalRule, Quote, Callout, Tab, Figure, Footnote, Snippet, Island,
];
