// The Markdown itself. It also plays the textarea for the commands of the Markdown toolbar.
import { SourceFinder } from "../find/in-source.js";
import { createSourceView } from "../source-view.js";

class SourceSurface {
  constructor({ editor, source, onChange }) {
    const element = editor.querySelector("[data-source-text]");
    this.view = createSourceView({ element, source, label: editor.dataset.label, onChange });
    this.finder = new SourceFinder(this.view.editor);
    element.addEventListener("input", (event) => event.stopPropagation()); // each key would be taken for a change of the form
  }

  source() {
    return this.view.source();
  }

  setSource(text) {
    this.view.setSource(text);
  }

  selection() {
    const { anchor, head } = this.view.editor.state.selection.main;
    return { anchor, head };
  }

  select({ anchor, head }) {
    this.view.select(anchor, head);
    this.view.editor.focus();
  }

  caretTop() {
    const { editor } = this.view;
    return editor.coordsAtPos(editor.state.selection.main.head)?.top ?? null;
  }

  insert(markdown) {
    const { to } = this.view.editor.state.selection.main;
    this.replace(markdown, to, to); // beside the selected words, not in their place
  }

  // As the textarea: offsets are those of the source, which has only single newlines here.
  get lines() {
    return this;
  }

  get value() {
    return this.source();
  }

  get selectionStart() {
    return this.view.editor.state.selection.main.from;
  }

  get selectionEnd() {
    return this.view.editor.state.selection.main.to;
  }

  setSelectionRange(anchor, head) {
    this.view.editor.dispatch({ selection: { anchor, head } });
  }

  focus() {
    this.view.editor.focus();
  }

  replace(text, from, to) {
    const selection = { anchor: from + text.length };
    this.view.editor.dispatch({ changes: { from, to, insert: text }, selection, userEvent: "input", scrollIntoView: true });
  }
}

/** Makes the surface of a <wiki-editor>. */
export const make = (options) => new SourceSurface(options);
