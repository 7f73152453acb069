// A button that copies data-text (an address is made absolute) and says so with data-done for a moment.
import { copyText } from "../clipboard.js";

customElements.define("wiki-copy", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async (event) => {
      const button = event.target.closest("a, button");
      if (!button) return;
      event.preventDefault();
      if (!(await copyText(new URL(this.dataset.text, location.href).href))) return;
      const label = button.querySelector("[data-label]") ?? button;
      const before = label.textContent;
      label.textContent = this.dataset.done;
      setTimeout(() => (label.textContent = before), 1600);
    });
  }
});
