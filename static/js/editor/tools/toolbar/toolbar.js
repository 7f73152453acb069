// The toolbar: buttons with data-tool do what the catalogue says, those with data-menu open the panel of that name.
import { TOOLS, runTool } from "../catalogue.js";
import { KEYS } from "../keys.js";
import { rove, setReachable } from "../roving.js";
import { keepFitting } from "./overflow.js";
import { spoken, shown } from "./key-names.js";

const BUTTON = "button[data-tool], button[data-menu]"; // choices of the slash menu have data-tool too

export class Toolbar {
  /** `panels` opens the panels, by name. */
  constructor(editor, root, context, { panels, signal }) {
    Object.assign(this, { editor, root, context, panels });
    this.bar = root.querySelector("[data-toolbar]");
    this.find = () => [...this.bar.querySelectorAll("button")];
    for (const button of root.querySelectorAll("button[data-tool]")) tellKey(button);
    this.listen(signal);
    this.overflow = keepFitting(this.bar, panels.get("more").element);
    this.update();
  }

  listen(signal) {
    rove(this.bar, this.find, { signal });
    setReachable(this.find(), this.find()[0]);
    this.root.addEventListener("pointerdown", keepSelection, { signal });
    this.root.addEventListener("click", (event) => this.onClick(event), { signal });
    this.bar.addEventListener("keydown", (event) => this.onKey(event), { signal });
    this.editor.on("transaction", this.soon);
    this.editor.on("focus", this.soon);
  }

  destroy() {
    this.editor.off("transaction", this.soon);
    this.editor.off("focus", this.soon);
    cancelAnimationFrame(this.frame);
    this.overflow.disconnect();
  }

  focus() {
    this.find().find((button) => button.tabIndex === 0).focus();
    return true;
  }

  // Once a frame, however many keys arrive.
  soon = () => {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.update();
    });
  };

  update() {
    for (const button of this.root.querySelectorAll(BUTTON)) this.show(button);
    this.showKind();
  }

  show(button) {
    const tool = TOOLS[button.dataset.tool ?? button.dataset.menu];
    if (tool?.isActive) button.ariaPressed = String(tool.isActive(this.editor));
    if (tool?.isUsable) button.ariaDisabled = tool.isUsable(this.editor) ? null : "true";
  }

  /** Says in the button of the block kinds which the present one is. */
  showKind() {
    const items = [...this.panels.get("kind").element.querySelectorAll("[data-tool]")];
    const now = items.findLast((item) => item.ariaPressed === "true") ?? items[0];
    this.root.querySelector("[data-kind-now]").textContent = now.querySelector(".tool-word").textContent;
  }

  onClick(event) {
    const button = event.target.closest(BUTTON);
    if (!button || button.ariaDisabled === "true") return;
    const { tool, menu } = button.dataset;
    const byKey = event.detail === 0;
    this.panels.closeFor(button);
    if (menu) this.panels.toggle(TOOLS[menu]?.panel?.(this.editor) ?? menu, button, byKey);
    else runTool(this.editor, tool, this.context);
  }

  onKey(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.editor.view.focus();
  }
}

/** Pressing a button must not take the selection from the text. */
function keepSelection(event) {
  if (event.target.closest(BUTTON)) event.preventDefault();
}

function tellKey(button) {
  const key = KEYS[button.dataset.tool] ?? button.dataset.keys;
  const word = button.querySelector(".tool-word").textContent;
  if (key) button.setAttribute("aria-keyshortcuts", spoken(key));
  if (!button.matches(".menu-item")) button.title = key ? `${word} (${shown(key)})` : word;
}
