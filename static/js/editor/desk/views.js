// The three ways to see the text: written in place, as Markdown, as readers will see it; and the last beside the others.
// The choice is kept in this browser for the person who made it.
import { FindPanel } from "../find/panel.js";
import { Preview } from "../preview.js";

const LONGEST = 1_000_000; // characters; a longer text is written as Markdown, which draws only what is on the screen

const isWide = () => matchMedia("(min-width: 75rem)").matches;

export class Views {
  constructor(editor) {
    this.editor = editor;
    this.key = `looseleaf:views:${editor.dataset.person}`;
    this.kept = { view: "visual", beside: false, ...JSON.parse(localStorage.getItem(this.key) ?? "{}") };
    this.preview = new Preview(editor);
    this.find = new FindPanel(editor);
    editor.addEventListener("click", (event) => {
      const button = event.target.closest("[data-view-button]");
      if (button) this.choose(button.dataset.viewButton);
    });
    editor.form.addEventListener("submit", (event) => this.onSubmit(event), { capture: true });
  }

  onSubmit(event) {
    if (!this.mustBeChecked()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Whether the text reads differently from what was on the screen; then it is shown as Markdown instead. */
  mustBeChecked() {
    const { desk } = this.editor;
    if (desk.view !== "visual" || desk.text === desk.opened) return false;
    desk.surface.view.dom.blur(); // what is edited as source is read when it is left
    if (desk.surface.isFaithful()) return false;
    this.fallBack();
    return true;
  }

  async fallBack() {
    await this.editor.desk.show("source");
    this.mark();
    this.explain("unfaithful");
  }

  /** Opens the text the way that was last chosen; where that can't be, as what there is. */
  async open() {
    const { editor } = this;
    const isLong = editor.text.value.length > LONGEST;
    if (isLong) this.explain("long");
    this.beside(this.kept.beside);
    try {
      await editor.desk.show(isLong ? "source" : this.kept.view);
    } catch {
      this.explain("unreachable"); // the textarea remains
    }
    this.mark();
  }

  async choose(name) {
    if (name === "beside") return this.keep({ beside: this.beside(!this.kept.beside) });
    this.editor.toggleAttribute("data-reading", name === "preview");
    if (name === "preview") await this.preview.render();
    else if (await this.write(name)) this.keep({ view: name });
    this.mark();
  }

  /** Whether the text can be written this way. */
  async write(view) {
    const { desk } = this.editor;
    try {
      await desk.show(view);
    } catch {
      return this.explain("unreachable");
    }
    return !this.explain(null);
  }

  beside(isBeside) {
    this.editor.toggleAttribute("data-beside", isBeside);
    if (isBeside && isWide()) this.preview.render();
    this.mark();
    return isBeside;
  }

  keep(choice) {
    this.kept = { ...this.kept, ...choice };
    localStorage.setItem(this.key, JSON.stringify(this.kept));
    this.mark();
  }

  /** Shows why the text is written in another way than asked for; null takes the words away. */
  explain(why) {
    for (const notice of this.editor.querySelectorAll("[data-why]")) notice.hidden = notice.dataset.why !== why;
    return false;
  }

  mark() {
    const { editor } = this;
    this.find.follow();
    const shown = editor.hasAttribute("data-reading") ? "preview" : editor.desk.view;
    for (const button of editor.querySelectorAll("[data-view-button]")) {
      const name = button.dataset.viewButton;
      button.ariaPressed = String(name === "beside" ? editor.hasAttribute("data-beside") : name === shown);
    }
  }
}
