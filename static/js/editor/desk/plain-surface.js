// The textarea itself: what there is without the others.
import { replace } from "../commands.js";

export class PlainSurface {
  constructor(area) {
    this.area = area;
  }

  source() {
    return this.area.value;
  }

  setSource(text) {
    if (text !== this.area.value) this.area.value = text;
  }

  selection() {
    const { selectionStart, selectionEnd } = this.area;
    return { anchor: selectionStart, head: selectionEnd };
  }

  select({ anchor, head }) {
    const all = this.area.value;
    this.area.value = all.slice(0, head); // the only measure of wrapped lines that a textarea gives
    const height = this.area.scrollHeight;
    this.area.value = all;
    this.area.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head));
    this.area.scrollTop = Math.max(0, height - this.area.clientHeight / 4);
    this.area.focus({ preventScroll: true });
  }

  caretTop() {
    return null;
  }

  insert(markdown) {
    const { selectionEnd } = this.area;
    replace(this.area, markdown, selectionEnd, selectionEnd); // beside the selected words, not in their place
  }

  /** What the commands of the Markdown toolbar work on. */
  get lines() {
    return this.area;
  }
}
