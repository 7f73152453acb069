// What a save asks once: why, and whether places of a template were meant to stay empty. The next save passes.
// A question is asked where its words stand in the save bar; which ones stand there is the page's matter.
import { filled } from "../drafts/words.js";

const CODE = /(`+)[^`](?:[^]*?[^`])?\1(?!`)/g;
// [words], but no link, page, note, callout or task.
const PLACE = /(?<![[\]!])\[(?![\^!]|[ xX]?\\?\])([^[\]\n]*\p{L}[^[\]\n]*)\](?![[(:])/gu;

/** Wires the questions of a <wiki-editor>. */
export class Questions {
  constructor(editor) {
    this.editor = editor;
    this.asked = new Set();
    editor.form.addEventListener("submit", (event) => this.onSubmit(event), { capture: true });
    editor.form.addEventListener("input", ({ target }) => ["reason", "is_minor"].includes(target.name) && this.hide());
    editor.addEventListener("saved", () => this.begin());
  }

  begin() {
    this.asked.clear();
    this.hide();
  }

  hide() {
    for (const element of this.editor.querySelectorAll("[data-ask]")) element.hidden = true;
  }

  onSubmit(event) {
    if (!this.mustWait()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Asks what is open and was not asked yet; whether there is such a thing. */
  mustWait() {
    this.hide();
    return this.asks("reason", () => this.askReason()) || this.asks("unfilled", (element) => this.askUnfilled(element));
  }

  asks(name, ask) {
    const element = this.editor.querySelector(`[data-ask="${name}"]`);
    if (!element || this.asked.has(name) || !ask(element)) return false;
    this.asked.add(name);
    element.hidden = false;
    return true;
  }

  askReason() {
    const { reason, is_minor: minor } = this.editor.form.elements;
    if (reason.value.trim() || minor.checked) return false;
    reason.focus();
    return true;
  }

  askUnfilled(element) {
    const places = unfilled(this.editor.desk.text);
    if (!places.length) return false;
    const [first] = places;
    const words = places.length > 1 ? element.dataset.many : element.dataset.one;
    element.querySelector("[data-words]").textContent = filled(words, { place: first.words, count: places.length });
    this.editor.desk.goTo(first.offset, first.offset + first.words.length);
    return true;
  }
}

/** The places in brackets that nobody has filled in, as templates have them, with where they begin. */
export function unfilled(text) {
  const outside = text.replace(CODE, (code) => " ".repeat(code.length));
  const isLink = (words) => outside.includes(`[${words}]:`);
  return [...outside.matchAll(PLACE)]
    .filter(([, words]) => !isLink(words))
    .map((found) => ({ words: found[0], offset: found.index }));
}
