// The panels under the toolbar's buttons: one is open at a time.
import { Floating } from "../floating.js";
import { rove } from "../roving.js";

export class Panels {
  constructor(editor, root, signal) {
    Object.assign(this, { editor, root, signal });
    this.panels = new Map();
    for (const element of root.querySelectorAll("[data-panel]")) this.add(element);
    editor.view.dom.addEventListener("keydown", (event) => this.onKey(event), { signal, capture: true });
  }

  // One that was opened by the pointer leaves the focus in the text: Escape closes it from there as well.
  onKey(event) {
    const open = event.key === "Escape" && [...this.panels.values()].find(({ isOpen }) => isOpen);
    if (!open) return;
    event.preventDefault();
    event.stopPropagation();
    open.close("escape");
  }

  add(element) {
    const name = element.dataset.panel;
    const button = this.root.querySelector(`[data-menu=${name}]`);
    const floating = new Floating(element, { signal: this.signal, onClose: (reason) => this.onClose(button, reason) });
    button?.setAttribute("aria-expanded", "false");
    button?.setAttribute("aria-controls", (element.id ||= `tools-${name}`));
    rove(element, () => [...element.querySelectorAll("button")], {
      vertical: true,
      signal: this.signal,
      columns: () => Number(element.dataset.columns ?? 1),
    });
    this.panels.set(name, floating);
  }

  get = (name) => this.panels.get(name);

  onClose(button, reason) {
    if (button) button.ariaExpanded = "false";
    if (reason === "escape") this.editor.view.focus();
  }

  /** Opens a panel below its button, or closes it; opened by a key it takes the focus. */
  toggle(name, button, byKey) {
    const floating = this.get(name);
    if (floating.isOpen) return floating.close();
    const visible = button.getClientRects().length ? button : this.root.querySelector("[data-menu=more]");
    this.open(name, visible, byKey);
    button.ariaExpanded = "true";
  }

  /** Opens a panel beside anything. */
  open(name, anchor, byKey) {
    this.closeAll();
    const floating = this.get(name);
    floating.open(anchor);
    const buttons = [...floating.element.querySelectorAll("button")];
    if (byKey) (buttons.find((one) => one.ariaPressed === "true") ?? buttons.find((one) => one.getClientRects().length))?.focus();
  }

  closeAll() {
    for (const floating of this.panels.values()) floating.close();
  }

  /** Closes the panel that a pressed button is in, and every other but the one that it opens. */
  closeFor(button) {
    for (const [name, floating] of this.panels) if (name !== button.dataset.menu) floating.close();
  }
}
