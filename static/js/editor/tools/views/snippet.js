// A snippet in the text: what it is called and how it begins. It is changed on its own page.
import { snippetNamed } from "../snippets/known.js";
import { aside, make } from "./element.js";

export class SnippetView {
  constructor(node, context) {
    Object.assign(this, { node, context });
    this.title = make("strong", { textContent: node.attrs.name });
    this.text = make("p", { class: "snippet-words" });
    const head = make("p", { class: "snippet-head" }, `${context.words.snippet}: `, this.title);
    this.dom = aside("div", { class: "snippet-view" }, head, this.text);
    this.tell();
  }

  async tell() {
    const { name } = this.node.attrs;
    const found = await snippetNamed(this.context, name);
    if (name !== this.node.attrs.name) return;
    this.title.textContent = found?.title ?? name;
    this.text.textContent = found?.text ?? this.context.words.snippetMissing;
    this.dom.classList.toggle("is-missing", !found);
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    const isOther = node.attrs.name !== this.node.attrs.name;
    this.node = node;
    if (isOther) this.tell();
    return true;
  }

  selectNode() {
    this.dom.classList.add("ProseMirror-selectednode");
  }

  deselectNode() {
    this.dom.classList.remove("ProseMirror-selectednode");
  }

  ignoreMutation() {
    return true;
  }
}
