// A button that appears at selected words.
import { selectedIn } from "./text.js";

const PAUSE = 150;
const EDGE = 12;

export class Offer {
  /** `choose` is given what was selected of the prose, at most `longest` characters; nothing is offered while `isBusy`. */
  constructor(prose, button, { longest, choose, isBusy = () => false }) {
    Object.assign(this, { prose, button, longest, isBusy });
    document.addEventListener("selectionchange", () => this.look());
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // or the selection would go
    button.addEventListener("click", () => choose(this.selection() ?? this.offered)); // a finger's tap ends the selection
  }

  selection() {
    const selected = this.prose && selectedIn(this.prose);
    return selected && selected.words.length <= this.longest ? selected : null;
  }

  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(this.isBusy() ? null : this.selection()), PAUSE);
  }

  show(selected) {
    this.button.hidden = !selected;
    if (!selected) return;
    this.offered = selected;
    const lines = selected.range.getClientRects();
    const end = lines[lines.length - 1] ?? selected.range.getBoundingClientRect();
    place(this.button, end.right - this.button.offsetWidth / 2, end.bottom + 10);
  }

  hide() {
    this.button.hidden = true;
  }
}

/** Puts a floating thing at a point, as far as the window has room. */
export function place(thing, left, top) {
  const most = { left: document.documentElement.clientWidth - thing.offsetWidth - EDGE, top: innerHeight - thing.offsetHeight - EDGE };
  thing.style.left = `${Math.max(EDGE, Math.min(left, most.left))}px`;
  thing.style.top = `${Math.max(EDGE, Math.min(top, most.top))}px`;
}
