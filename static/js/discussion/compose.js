// Writing a comment beside what it is about: a button appears at selected words, and a card for the comment.
import { selectedIn } from "./text.js";

const LONGEST = 2000; // characters of a passage; see wiki/discussion/limits.py
const PAUSE = 150;
const PASSAGE = ["number", "first", "last", "words"];

export class Compose {
  constructor(discussion, prose) {
    this.discussion = discussion;
    this.prose = prose;
    this.button = discussion.querySelector("[data-compose-selection]");
    this.card = discussion.querySelector("dialog");
    this.form = this.card.querySelector("form");
    document.addEventListener("selectionchange", () => this.look());
    this.button.addEventListener("pointerdown", (event) => event.preventDefault()); // or the selection would go
    this.button.addEventListener("click", () => this.open(this.selection() ?? this.offered)); // a finger's tap ends the selection
    this.card.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.close());
    this.card.querySelector("[data-cancel]").addEventListener("click", () => this.close());
  }

  selection() {
    const selected = this.prose && selectedIn(this.prose);
    return selected && selected.words.length <= LONGEST ? selected : null;
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.offer(this.card.open ? null : this.selection()), PAUSE);
  }

  offer(selected) {
    this.button.hidden = !selected;
    if (!selected) return;
    this.offered = selected;
    const lines = selected.range.getClientRects();
    const end = lines[lines.length - 1] ?? selected.range.getBoundingClientRect();
    place(this.button, end.right - this.button.offsetWidth / 2, end.bottom + 10);
  }

  /** Opens the card for a selection, or for the page as a whole. */
  open(selected) {
    this.button.hidden = true;
    this.returnTo = document.activeElement;
    const said = selected && { ...selected, number: this.discussion.dataset.number };
    for (const name of PASSAGE) {
      this.form.elements[name].disabled = !said;
      this.form.elements[name].value = said?.[name] ?? "";
    }
    const quote = this.card.querySelector("[data-quote]");
    quote.hidden = !said;
    quote.textContent = said?.words ?? "";
    this.card.querySelector("[data-whole]").hidden = Boolean(said);
    this.light(selected?.range);
    if (!this.card.open) this.card.show();
    const beside = selected?.range.getBoundingClientRect().top ?? innerHeight / 4;
    place(this.card, innerWidth, beside);
    this.form.elements.text.focus({ preventScroll: true });
  }

  close() {
    this.card.close();
    this.light(null);
    this.returnTo?.focus({ preventScroll: true });
  }

  // The words stay lit while the selection itself is gone.
  light(range) {
    if (range) CSS.highlights?.set("commenting", new Highlight(range.cloneRange()));
    else CSS.highlights?.delete("commenting");
  }
}

const EDGE = 12;

/** Puts a floating thing at a point, as far as the window has room. */
function place(thing, left, top) {
  const most = { left: document.documentElement.clientWidth - thing.offsetWidth - EDGE, top: innerHeight - thing.offsetHeight - EDGE };
  thing.style.left = `${Math.max(EDGE, Math.min(left, most.left))}px`;
  thing.style.top = `${Math.max(EDGE, Math.min(top, most.top))}px`;
}
