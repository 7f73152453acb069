// Running text as the document holds it: text with marks, and the small things that stand in it.
import { Fragment } from "../../../vendor/editor/visual.js";
import { parseInline } from "../inline/parser.js";
import { ATTRIBUTE_LIST } from "../inline/sources.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;
const MARKS = { strong_open: "bold", em_open: "italic", strike_open: "strike", highlight_open: "highlight", inserted_open: "inserted" };
const BREAK = /^<br\s*\/?>$/i;

/** Says that a block can only be shown as source. */
export class Unrepresentable extends Error {}

class Builder {
  found = [];
  active = [];

  constructor(show, definitions) {
    Object.assign(this, { show, definitions });
  }

  add(node) {
    this.found.push(node.mark(this.active.reduce((set, mark) => mark.addToSet(set), node.marks)));
  }

  text(content) {
    if (content) this.add(schema.text(this.show(content)));
  }

  token(token) {
    if (token.nesting > 0) this.active.push(token.type === "link_open" ? this.link(token) : marks[MARKS[token.type]].create());
    else if (token.nesting < 0) this.close();
    else if (KINDS[token.type]) KINDS[token.type](this, token);
    else throw new Unrepresentable(token.type);
  }

  close() {
    const mark = this.active.pop();
    if (mark.type === marks.link && !this.found.at(-1)?.marks.some((one) => one.eq(mark))) {
      throw new Unrepresentable("a link without text");
    }
  }

  link(token) {
    const form = token.meta?.label ? "reference" : token.markup === "autolink" ? "auto" : token.markup || null;
    return marks.link.create({ ...this.target(token, "href"), form });
  }

  target(token, name) {
    const label = token.meta?.label ? (this.definitions.references[token.meta.label]?.written ?? token.meta.label) : null;
    return { [name]: this.show(token.attrGet(name) ?? ""), title: token.attrGet("title") || null, label };
  }

  image(token) {
    const alt = this.show(plain(token.children));
    this.add(nodes.image.create({ ...this.target(token, "src"), alt }));
  }

  source(token) {
    const before = this.found.at(-1);
    if (before?.type === nodes.image && !before.attrs.size && ATTRIBUTE_LIST.test(token.content)) {
      this.found[this.found.length - 1] = nodes.image.create({ ...before.attrs, size: token.content }, null, before.marks);
    } else this.add(nodes.inlineSource.create({ source: token.content }));
  }
}

const plain = (tokens) => tokens.map((token) => (token.children ? plain(token.children) : token.type === "softbreak" ? " " : token.content)).join("");

const KINDS = {
  text: (builder, token) => builder.text(token.content),
  text_special: (builder, token) => builder.text(token.content),
  softbreak: (builder) => builder.text(" "),
  hardbreak: (builder) => builder.add(nodes.hardBreak.create()),
  code_inline: (builder, token) => builder.add(schema.text(builder.show(token.content), [marks.code.create()])),
  image: (builder, token) => builder.image(token),
  source: (builder, token) => builder.source(token),
  html_inline: (builder, token) =>
    builder.add(
      BREAK.test(token.content)
        ? nodes.hardBreak.create({ mark: token.content })
        : nodes.inlineSource.create({ source: builder.show(token.content) }),
    ),
  wiki_link: (builder, token) => builder.add(nodes.wikiLink.create(token.meta)),
  footnote_reference: (builder, token) => builder.add(nodes.footnoteReference.create(token.meta)),
};

/** The inline content of a text. Throws Unrepresentable. */
export function buildText(source, definitions) {
  const { tokens, show } = parseInline(source, definitions);
  const builder = new Builder(show, definitions);
  for (const token of tokens) builder.token(token);
  return Fragment.fromArray(builder.found);
}
