// Choosing between two changes: who writes a passage anew has chosen it, so that nothing typed is left out. The box for
// that becomes a small editor where the passage is written as it is read; rows of a table are written in its cells.
customElements.define("wiki-conflict", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", (event) => {
      if (event.target.matches("textarea")) this.choose(event.target);
    });
    this.addEventListener("submit", () => this.settle(), { capture: true });
    this.editors = new Map();
    this.open();
  }

  choose(area) {
    area.closest("fieldset").querySelector("[value=write]").checked = true;
  }

  async open() {
    const modules = [import("../editor/visual.js"), import("../editor/tools/views/index.js"), import("../editor/rows.js")];
    const [{ createVisualEditor }, { toolViews }, rows] = await Promise.all(modules);
    const { dataset: words } = this.querySelector("[data-tool-words]");
    const extensions = [toolViews({ words, pageUrl: location.pathname })];
    const make = (options, more) => createVisualEditor({ ...options, extensions: [...extensions, ...more] });
    for (const area of this.querySelectorAll("textarea[name^=text-]")) this.dress(area, make, rows);
    this.dataset.ready = "";
  }

  dress(area, make, { headFor, withoutHead, KeptHead }) {
    const head = headFor(area.value);
    const element = area.closest("fieldset").querySelector("[data-paper]");
    const onChange = () => this.changed(area);
    const label = area.getAttribute("aria-label");
    const visual = make({ element, source: head + area.value, label, onChange }, head ? [KeptHead] : []);
    if (!visual.isFaithful()) return visual.destroy();
    visual.editor.view.dom.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
    // Its own events are those of no field of this form.
    element.addEventListener("input", (event) => event.stopPropagation());
    element.classList.toggle("is-rows", Boolean(head));
    element.hidden = false;
    area.hidden = true;
    area.closest("fieldset").querySelector("[data-of-markdown]").hidden = true;
    this.editors.set(area, () => (head ? withoutHead(visual.source()) : visual.source()));
  }

  changed(area) {
    this.choose(area);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), 400);
  }

  /** Brings the form up to what is written. */
  settle() {
    for (const [area, source] of this.editors) area.value = source();
  }
});
