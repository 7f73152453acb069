// The page as it will look, beside the text or in its place; the server renders it, as it will when it is saved.
const PAUSE = 350;

/** The preview of a <wiki-editor>; it keeps up with the text while it is shown. */
export class Preview {
  constructor(editor) {
    this.editor = editor;
    this.place = editor.querySelector(".editor-preview");
    this.pane = editor.querySelector("[data-preview]");
    this.shown = null;
    editor.text.addEventListener("input", () => this.soon());
    addEventListener("scroll", () => this.follow(), { passive: true });
  }

  get isShown() {
    return this.place.checkVisibility();
  }

  soon() {
    if (!this.isShown) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.render(), PAUSE);
  }

  /** Draws the text as it stands. */
  async render() {
    const { editor, pane } = this;
    const { text } = editor.desk;
    if (text === this.shown) return;
    try {
      const response = await editor.post(editor.dataset.previewUrl, new FormData(editor.form));
      const html = await response.text();
      if (!response.ok || text !== editor.text.value) return;
      pane.innerHTML = html; // cleaned by the server, like every page; the security policy lets no script run
      this.shown = text;
      if (pane.querySelector("code.language-mermaid")) await this.drawDiagrams();
      this.follow();
    } catch {
      pane.classList.add("is-stale");
      return;
    }
    pane.classList.remove("is-stale");
  }

  async drawDiagrams() {
    const { drawDiagrams } = await import("../diagrams.js");
    drawDiagrams(this.pane, this.editor.querySelector("[data-tool-words]").dataset);
  }

  /** Beside the text: as far down as the text is. */
  follow() {
    const { place } = this;
    if (!this.isShown || place.scrollHeight <= place.clientHeight) return;
    const writing = this.editor.querySelector("[data-writing]").getBoundingClientRect();
    const part = (innerHeight / 3 - writing.top) / Math.max(1, writing.height);
    place.scrollTop = Math.min(1, Math.max(0, part)) * place.scrollHeight - place.clientHeight / 3;
  }
}
