// A button that copies data-text, an address made absolute or with data-plain the words themselves, and says so with
// data-done for a moment.
import { copyText } from "../clipboard.js";

customElements.define("wiki-copy", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async (event) => {
      const button = event.target.closest("a, button");
      if (!button) return;
      event.preventDefault();
      const { text, plain } = this.dataset;
      if (!(await copyText(plain === undefined ? new URL(text, location.href).href : text))) return;
      const label = button.querySelector("[data-label]") ?? button;
      const before = label.textContent;
      label.textContent = this.dataset.done;
      setTimeout(() => (label.textContent = before), 1600);
    });
  }
});
