// The text being written, whichever way it is shown. One of several surfaces has it at a time; the form's textarea is
// what is sent, and what drafts, preview and uploads read: it follows when typing pauses, and at once when asked.
//
// A surface: source(), setSource(text) as one step that can be undone, selection() -> { anchor, head } in characters of
// the source, select({ anchor, head }), caretTop() in pixels of the window or null, insert(markdown), find, destroy().
//
// Each surface is made with the text that the desk was opened with, and keeps its own steps; what was written on the
// other one arrives as one step. So undo goes back through everything, to the first text, on whichever surface.
import { PlainSurface } from "./plain-surface.js";

const PAUSE = 400;
const MAKERS = {
  visual: () => import("./visual-surface.js"),
  source: () => import("./source-surface.js"),
};

export class Desk {
  constructor(editor) {
    this.editor = editor;
    this.area = editor.text;
    this.opened = this.area.value;
    this.surfaces = { plain: new PlainSurface(this.area) };
    this.view = "plain";
    this.area.addEventListener("input", () => this.follow());
    for (const way of ["pagehide", "beforeunload", "visibilitychange"]) addEventListener(way, () => this.settle());
    editor.form.addEventListener("submit", () => this.settle(), { capture: true });
  }

  get surface() {
    return this.surfaces[this.view];
  }

  /** The Markdown as it stands. */
  get text() {
    this.settle();
    return this.area.value;
  }

  /** Another text in its place. */
  set text(text) {
    this.settle();
    this.surface.setSource(text);
    this.changed();
    this.settle();
  }

  /** Puts the content of the Markdown where the cursor is. */
  insert(markdown) {
    this.surface.insert(markdown);
    this.settle();
  }

  /** A place for a file that is still on its way: where it was let go, or at the cursor. */
  place(label, where) {
    return this.guarded(this.surface.place?.(label, where));
  }

  /** A place on the present surface; once another one has the text, the cursor stands for it. */
  guarded(place) {
    const { surface } = this;
    const isThere = () => place && this.surface === surface;
    return {
      fill: (file, alt) => (isThere() && place.fill(file, alt)) || this.insert(file.markdown),
      forget: () => place?.forget(),
    };
  }

  changed = () => {
    this.isBehind = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), PAUSE);
  };

  /** Brings the textarea up to what is on the surface. */
  settle() {
    clearTimeout(this.timer);
    if (!this.isBehind) return;
    this.isBehind = false;
    const text = this.surface.source();
    if (text === this.area.value) return;
    this.area.value = text;
    this.isSettling = true;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.isSettling = false;
  }

  /** Somebody else wrote into the textarea, such as a draft that was put back. */
  follow() {
    if (this.isSettling) return;
    clearTimeout(this.timer);
    this.isBehind = false;
    this.surface.setSource(this.area.value);
  }

  /** The surface of a view, made when it is first asked for. Rejects when its modules can't be fetched. */
  async made(view) {
    this.surfaces[view] ??= await MAKERS[view]().then(({ make }) =>
      make({ editor: this.editor, source: this.opened, onChange: () => this.view === view && this.changed() }),
    );
    return this.surfaces[view];
  }

  /** To a place in the source, which comes to the upper part of the window; to `head`, it is selected. */
  goTo(anchor, head = anchor) {
    this.surface.select({ anchor, head });
    keepHeight(this.surface, innerHeight / 4);
  }

  /** Shows the text on another surface, at the same place. */
  async show(view) {
    const surface = await this.made(view);
    const before = this.surface;
    if (surface === before) return;
    const [text, selection, top] = [this.text, before.selection(), before.caretTop()];
    // Somebody who writes elsewhere already, the title perhaps, goes on there.
    const elsewhere = document.activeElement?.closest("input, [name=title], select, dialog");
    surface.setSource(text);
    this.view = view;
    this.editor.dataset.view = view;
    surface.select(selection);
    elsewhere?.focus();
    keepHeight(surface, top);
  }
}

/** Scrolls so that the cursor is where it was on the screen; in the next frame, when the surface has drawn itself. */
function keepHeight(surface, top) {
  if (top === null) return;
  requestAnimationFrame(() => {
    const now = surface.caretTop();
    if (now !== null) scrollBy({ top: now - top, behavior: "instant" });
  });
}
