// Choosing between two changes: who writes a passage anew has chosen it, so that nothing typed is left out. The box for
// that becomes a small editor where the passage is written as it is read; rows of a table and the like stay as they are.
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
    const [{ createVisualEditor }, { toolViews }] = await Promise.all([import("../editor/visual.js"), import("../editor/tools/views/index.js")]);
    const { dataset: words } = this.querySelector("[data-tool-words]");
    const extensions = [toolViews({ words, pageUrl: location.pathname })];
    const make = (options) => createVisualEditor({ ...options, extensions });
    for (const area of this.querySelectorAll("textarea[name^=text-]")) this.dress(area, make);
    this.dataset.ready = "";
  }

  dress(area, make) {
    if (/^\s*\|/.test(area.value)) return;
    const element = area.closest("fieldset").querySelector("[data-paper]");
    const onChange = () => this.changed(area);
    const visual = make({ element, source: area.value, label: area.getAttribute("aria-label"), onChange });
    if (!visual.isFaithful()) return visual.destroy();
    visual.editor.view.dom.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
    // Its own events are those of no field of this form.
    element.addEventListener("input", (event) => event.stopPropagation());
    element.hidden = false;
    area.hidden = true;
    this.editors.set(area, visual);
  }

  changed(area) {
    this.choose(area);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), 400);
  }

  /** Brings the form up to what is written. */
  settle() {
    for (const [area, visual] of this.editors) area.value = visual.source();
  }
});
