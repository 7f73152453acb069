// Who else edits the page, and what was saved since one began: a small question every now and then, said quietly.
import { freshToken } from "./content.js";
import { filled, moment } from "./words.js";

const EVERY = 17_000;

/** Keeps the notes of a <wiki-editor> up to date. Editors of pages to be have none. */
export function watchPresence(editor, guard) {
  if (editor.dataset.presenceUrl) new Watch(editor, guard).begin();
}

class Watch {
  constructor(editor, guard) {
    Object.assign(this, { editor, guard, words: guard.words, place: editor.querySelector("[data-notes]"), shown: "" });
  }

  begin() {
    this.ask();
    setInterval(() => this.ask(), EVERY);
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    addEventListener("pageshow", (event) => event.persisted && this.ask());
    addEventListener("pagehide", () => navigator.sendBeacon(this.editor.dataset.presenceUrl, this.body({ gone: "1" })));
  }

  body(more = {}) {
    const { form } = this.editor;
    const said = { sitting: this.guard.sitting, base_number: form.elements.base_number.value, ...more };
    return new URLSearchParams({ ...said, csrfmiddlewaretoken: freshToken(form) });
  }

  async ask() {
    try {
      const response = await this.editor.post(this.editor.dataset.presenceUrl, this.body());
      if (response.ok) this.show(await response.json());
    } catch (error) {
      if (error.name === "SignedOut" && this.guard.fate !== "signed-out") this.guard.onFate("signed-out", {});
    }
  }

  show({ person, editing, own, newer }) {
    const { guard, words } = this;
    const isStranger = String(person) !== this.editor.dataset.person;
    if (isStranger && guard.fate !== "stranger") guard.onFate("stranger", {});
    if (!isStranger && (guard.fate === "signed-out" || guard.fate === "stranger")) guard.sending.send({ always: true });
    const notes = editing.map(({ name, since }) => ({ words: filled(words.editing, { name, time: moment(since) }) }));
    if (own) notes.push({ words: filled(words.own, { time: moment(own) }) });
    if (newer) notes.push({ words: filled(words.newer, { ...newer, time: moment(newer.at) }), url: newer.url });
    this.draw(notes);
  }

  // Only when they changed: screen readers say each drawing aloud.
  draw(notes) {
    const state = JSON.stringify(notes);
    if (state === this.shown) return;
    this.shown = state;
    this.place.replaceChildren(...notes.map((note) => this.line(note)));
  }

  line({ words, url }) {
    const line = Object.assign(document.createElement("p"), { textContent: words });
    if (url) line.append(" ", Object.assign(document.createElement("a"), { href: url, target: "_blank", textContent: this.words.see }));
    return line;
  }
}
