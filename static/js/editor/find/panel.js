// The panel that finds and replaces, in whichever way the text is written.

const filled = (words, places) => words.replace(/%\((\w+)\)s/g, (_, name) => places[name]);

export class FindPanel {
  constructor(editor) {
    this.editor = editor;
    this.root = editor.querySelector("[data-find]");
    const field = (name) => this.root.querySelector(`[data-find-${name}]`);
    Object.assign(this, { words: field("words"), other: field("other"), matchCase: field("case"), count: field("count") });
    this.words.addEventListener("input", () => this.search());
    this.root.addEventListener("click", (event) => this.act(event.target.closest("[data-find-act]")?.dataset.findAct));
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    editor.text.addEventListener("input", () => this.isOpen && !this.isSaid && this.tell());
    document.addEventListener("keydown", (event) => this.onShortcut(event), { capture: true });
    editor.querySelector("[data-find-open]")?.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
  }

  get isOpen() {
    return !this.root.hidden;
  }

  onShortcut(event) {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && ["f", "h"].includes(event.key.toLowerCase());
    const isMine = this.editor.querySelector("[data-writing]").contains(event.target) || this.root.contains(event.target);
    if (!isFind || !isMine || !this.editor.desk.surface.finder) return;
    event.preventDefault();
    event.stopPropagation();
    this.open();
    if (event.key.toLowerCase() === "h") this.other.focus();
  }

  onKey(event) {
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && event.target === this.words) this.act(event.shiftKey ? "previous" : "next");
    else if (event.key === "Enter" && event.target === this.other) this.act("replace");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  open() {
    this.finder = this.editor.desk.surface.finder;
    if (!this.finder) return;
    this.root.hidden = false;
    this.words.value = this.finder.selected || this.words.value;
    this.search();
    this.words.focus();
    this.words.select();
  }

  close() {
    this.root.hidden = true;
    this.finder?.close();
  }

  /** Looks for the same words on the surface that took the other's place. */
  follow() {
    if (!this.isOpen) return;
    this.finder = this.editor.desk.surface.finder;
    if (this.finder) this.search();
    else this.root.hidden = true;
  }

  search() {
    this.finder.search({ words: this.words.value, matchCase: this.matchCase.ariaPressed === "true" });
    this.tell();
  }

  act(name) {
    if (!name) return;
    if (name === "close") return this.close();
    if (name === "case") {
      this.matchCase.ariaPressed = String(this.matchCase.ariaPressed !== "true");
      return this.search();
    }
    if (name === "replace") this.finder.replace(this.other.value);
    else if (name === "all") return this.sayReplaced(this.finder.replaceAll(this.other.value));
    else this.finder.go(name === "next" ? 1 : -1);
    this.tell();
  }

  sayReplaced(count) {
    this.isSaid = true;
    this.count.textContent = filled(this.root.dataset.saidReplaced, { count });
  }

  tell() {
    this.isSaid = false;
    const { count, current } = this.finder.place;
    const said = count ? this.root.dataset.saidCount : this.words.value && this.root.dataset.saidNone;
    this.count.textContent = filled(said, { count, current: current + 1 });
  }
}
