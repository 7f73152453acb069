// A list of choices that floats beside what somebody types, who stays in the text: a listbox as the ARIA practices
// describe it for a combobox.
import { Floating } from "../floating.js";

let made = 0;

export class OptionList {
  /** `owner` is the element one types in; `onPick(option)` is told the chosen element. */
  constructor(root, { label, owner, onPick }) {
    Object.assign(this, { owner, onPick });
    this.element = document.createElement("div");
    Object.assign(this.element, { className: "tools-panel tools-options", id: `tools-options-${++made}`, role: "listbox", ariaLabel: label, tabIndex: 0 });
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element.addEventListener("click", ({ target }) => this.pick(target.closest("[role=option]")));
    this.element.addEventListener("pointermove", ({ target }) => this.select(target.closest("[role=option]") ?? this.selected, false));
    root.append(this.element);
    this.floating = new Floating(this.element, { onClose: () => this.select(null) });
  }

  get options() {
    return [...this.element.querySelectorAll("[role=option]")];
  }

  get isOpen() {
    return this.floating.isOpen;
  }

  /** Shows the options beside the anchor, the first one chosen; nothing to show closes the list. */
  show(options, anchor) {
    this.element.replaceChildren(...options);
    this.options.forEach((option, index) => Object.assign(option, { id: `${this.element.id}-${index}`, ariaSelected: "false" }));
    this.selected = null;
    if (!options.length) return this.close();
    this.floating.open(anchor);
    this.owner.setAttribute("aria-controls", this.element.id);
    this.tellOpen(true);
    this.select(this.options[0]);
  }

  select(option, scroll = true) {
    if (option === this.selected && option) return;
    if (this.selected) this.selected.ariaSelected = "false";
    this.selected = option;
    if (!option) return this.owner.removeAttribute("aria-activedescendant");
    option.ariaSelected = "true";
    if (scroll) option.scrollIntoView({ block: "nearest" });
    this.owner.setAttribute("aria-activedescendant", option.id);
  }

  /** Takes the keys of a list while it is open; tells whether the key was one. */
  onKey(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.move(step);
    else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" || event.key === "Tab") && this.selected) this.pick(this.selected);
    else return false;
    return true;
  }

  move(step) {
    const { options } = this;
    this.select(options[(options.indexOf(this.selected) + step + options.length) % options.length]);
  }

  pick(option) {
    if (!option) return;
    this.close();
    this.onPick(option);
  }

  close() {
    this.floating.close();
    this.owner.removeAttribute("aria-controls");
    this.tellOpen(false);
  }

  // The document is a text box of many lines, which is never said to be expanded.
  tellOpen(isOpen) {
    if (this.owner.role === "combobox") this.owner.ariaExpanded = String(isOpen);
  }

  remove() {
    this.close();
    this.element.remove();
  }
}

/** An option with a title and, beside it, where it belongs. */
export function option(title, beside = "", dataset = {}) {
  const element = document.createElement("div");
  element.role = "option";
  Object.assign(element.dataset, dataset);
  element.append(word("option-word", title));
  if (beside) element.append(word("option-beside", beside));
  return element;
}

function word(className, text) {
  const span = document.createElement("span");
  Object.assign(span, { className, textContent: text });
  return span;
}
