// n and p go from change to change; the counter says at which one the reader is.
customElements.define("wiki-compare", class extends HTMLElement {
  connectedCallback() {
    this.changes = [...this.querySelectorAll("[id^='change-']")];
    this.counter = this.querySelector("[data-counter]");
    this.at = -1;
    this.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]");
      if (step) this.go(Number(step.dataset.step));
    });
    if (!this.changes.length) this.querySelectorAll("[data-step]").forEach((button) => (button.disabled = true));
    this.openAtFirst();
  }

  /** Who comes anew and asked for no place sees the first change; a form above the changes stays as far as there is room. */
  openAtFirst() {
    const [first] = this.changes;
    const [{ type = "navigate" } = {}] = performance.getEntriesByType("navigation");
    if (!first || location.hash || type !== "navigate" || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const { top, bottom } = first.getBoundingClientRect();
    if (top < 0 || bottom <= innerHeight) return;
    first.scrollIntoView({ block: this.querySelector("form") ? "nearest" : "center", behavior: "instant" });
  }

  go(by) {
    const count = this.changes.length;
    if (!count) return;
    this.changes[this.at]?.classList.remove("is-current");
    this.at = this.at < 0 && by < 0 ? count - 1 : (this.at + by + count) % count;
    const change = this.changes[this.at];
    change.closest("details:not([open])")?.setAttribute("open", "");
    change.classList.add("is-current");
    change.scrollIntoView({ block: "center" });
    if (!document.activeElement.matches("[data-step]")) this.readFrom(change);
    if (this.counter) this.counter.textContent = `${this.at + 1} / ${count}`;
  }

  /** Screen readers go on from where the focus is; the buttons keep it, to be pressed again. */
  readFrom(change) {
    change.tabIndex = -1;
    change.focus({ preventScroll: true });
  }
});
