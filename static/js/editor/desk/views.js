// The three ways to see the text: written in place, as Markdown, as readers will see it; and the last beside the others.
// The choice is kept in this browser for the person who made it.
import { FindPanel } from "../find/panel.js";
import { Preview } from "../preview.js";

const LONGEST = 1_000_000; // characters; a longer text is written as Markdown, which draws only what is on the screen

const isWide = () => matchMedia("(min-width: 75rem)").matches;

function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {}; // the store is closed, as in some private windows
  }
}

function remember(key, choice) {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
  } catch {
    // Then it holds until the screen is left.
  }
}

export class Views {
  constructor(editor) {
    this.editor = editor;
    this.key = `looseleaf:views:${editor.dataset.person}`;
    this.kept = { view: "visual", beside: false, ...remembered(this.key) };
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
    this.write("source").then(() => this.explain("unfaithful"));
    return true;
  }

  /** Opens the text the way that was last chosen; where that can't be, as what there is. */
  async open() {
    const isLong = this.editor.text.value.length > LONGEST;
    this.beside(this.kept.beside);
    await this.write(isLong ? "source" : this.kept.view);
    if (isLong) this.explain("long");
  }

  async choose(name) {
    if (name === "beside") return this.keep({ beside: this.beside(!this.kept.beside) });
    this.editor.toggleAttribute("data-reading", name === "preview");
    this.mark();
    if (name === "preview") return this.preview.render();
    if (await this.write(name)) this.keep({ view: name });
  }

  /** Has the text written this way; whether that can be. */
  async write(view) {
    try {
      await this.editor.desk.show(view);
    } catch {
      this.explain("unreachable"); // what there is remains, at least the textarea
      return false;
    }
    this.explain(null);
    this.mark();
    return true;
  }

  beside(isBeside) {
    this.editor.toggleAttribute("data-beside", isBeside);
    if (isBeside && isWide()) this.preview.render();
    this.mark();
    return isBeside;
  }

  keep(choice) {
    this.kept = { ...this.kept, ...choice };
    remember(this.key, this.kept);
  }

  /** Shows why the text is written in another way than asked for; null takes the words away. */
  explain(why) {
    for (const notice of this.editor.querySelectorAll("[data-why]")) notice.hidden = notice.dataset.why !== why;
  }

  mark() {
    const { editor } = this;
    const shown = editor.hasAttribute("data-reading") ? "preview" : editor.desk.view;
    for (const button of editor.querySelectorAll("[data-view-button]")) {
      const name = button.dataset.viewButton;
      button.ariaPressed = String(name === "beside" ? editor.hasAttribute("data-beside") : name === shown);
    }
    this.find.follow();
  }
}
