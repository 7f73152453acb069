// Writing a comment beside what it is about: a button appears at selected words, and a card for the comment.
import { Offer, place } from "./offer.js";

const LONGEST = 2000; // characters of a passage; see wiki/discussion/limits.py
const PASSAGE = ["number", "first", "last", "words"];

export class Compose {
  constructor(discussion, prose) {
    this.discussion = discussion;
    this.card = discussion.querySelector("dialog");
    this.form = this.card.querySelector("form");
    this.offer = new Offer(prose, discussion.querySelector("[data-compose-selection]"), {
      longest: LONGEST,
      choose: (selected) => this.open(selected),
      isBusy: () => this.card.open,
    });
    this.card.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.close());
    this.card.querySelector("[data-cancel]").addEventListener("click", () => this.close());
  }

  selection() {
    return this.offer.selection();
  }

  /** Opens the card for a selection, or for the page as a whole. */
  open(selected) {
    this.offer.hide();
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
