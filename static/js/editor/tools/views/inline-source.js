// Source within a sentence: as it is written, or for what a template asks for its name.
import { make } from "./element.js";

// As wiki/markup/liquid.py reads it.
const FIELD = /^\{\{field: ([^{}\n]{1,80})\}\}$/;

export class InlineSourceView {
  constructor({ attrs: { source } }, words) {
    const name = FIELD.exec(source)?.[1];
    this.dom = name ? chip(name, words.field) : make("code", { class: "inline-source", textContent: source });
  }
}

function chip(name, kind) {
  const said = make("span", { class: "visually-hidden", textContent: `${kind}: ` });
  return make("span", { class: "template-field", title: kind }, said, name);
}
