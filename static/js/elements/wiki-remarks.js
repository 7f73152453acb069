// Remarks on what is to be approved: selected words become the passage of a new one, and the passages are marked.
import { Offer } from "../discussion/offer.js";
import { reveal } from "../discussion/passages.js";
import { placeOf, wrap } from "../discussion/text.js";

const LONGEST = 500; // characters of a passage; see Remark in wiki/control/models/requests.py

customElements.define("wiki-remarks", class extends HTMLElement {
  connectedCallback() {
    this.prose = document.querySelector("wiki-compare .prose");
    this.details = this.querySelector("details");
    if (!this.prose) return;
    this.querySelectorAll("[data-passage]").forEach((quote) => this.mark(quote));
    if (!this.details) return;
    const choose = (selected) => this.write(selected);
    this.offer = new Offer(this.prose, this.querySelector("[data-offer]"), { longest: LONGEST, choose });
  }

  /** Marks a passage where it stands, and lets its quotation lead there. */
  mark(quote) {
    const place = placeOf(this.prose, quote.textContent);
    const [first] = place ? wrap(this.prose, place.first, place.last, passage) : [];
    const button = quote.parentElement.querySelector("[data-show]");
    button.hidden = !first;
    button.addEventListener("click", () => reveal(first));
  }

  write({ words }) {
    this.offer.hide();
    this.details.open = true;
    const { passage: field, text } = this.details.querySelector("form").elements;
    field.value = words.replace(/\s+/g, " ");
    text.scrollIntoView({ block: "center" });
    text.focus({ preventScroll: true });
  }
});

function passage() {
  const mark = document.createElement("mark");
  mark.className = "passage";
  return mark;
}
