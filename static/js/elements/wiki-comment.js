// A comment being written: kept on this device until it is sent, whatever happens on the way. Ctrl-Enter sends it.
const PREFIX = "looseleaf:comment:";
const KEPT = ["text", "number", "first", "last", "words"];

// The answer to a comment that was sent leads to it: what was kept of it may go.
if (location.hash.startsWith("#comment-")) {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    if (JSON.parse(localStorage.getItem(key)).sent) localStorage.removeItem(key);
  }
}

customElements.define("wiki-comment", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.key = PREFIX + new URL(this.form.action, location.href).pathname;
    this.restore();
    this.form.addEventListener("input", () => this.keep(false));
    this.form.addEventListener("submit", () => this.keep(true));
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
  }

  get fields() {
    return KEPT.map((name) => this.form.elements[name]).filter((field) => field && !field.disabled);
  }

  restore() {
    const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    if (!kept || this.form.elements.text.value) return;
    for (const field of this.fields) field.value ||= kept[field.name] ?? "";
  }

  keep(sent) {
    try {
      const said = Object.fromEntries(this.fields.map((field) => [field.name, field.value]));
      if (said.text.trim()) localStorage.setItem(this.key, JSON.stringify({ ...said, sent }));
      else localStorage.removeItem(this.key);
    } catch {
      // The device's store is full or closed.
    }
  }
});
