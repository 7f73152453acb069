// One-letter keys: "/" to the search box, "?" to the list of keys, any other to the element that names it in data-key.
const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

customElements.define("wiki-keys", class extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    document.addEventListener("keydown", this.onKey);
    document.querySelectorAll("[data-show-keys]").forEach((button) => button.addEventListener("click", () => this.show()));
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  show() {
    this.dialog.showModal();
  }

  onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(WRITING) || document.querySelector("dialog[open]")) return;
    const act = this.actOf(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };

  actOf(key) {
    if (key === "?") return () => this.show();
    if (key === "/") {
      const search = document.querySelector("#search");
      return search && (() => (search.focus(), search.select()));
    }
    const target = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
    return target && (() => target.click());
  }
});
