// The Markdown itself, with line wrapping and coloured marks. Its library is fetched when this module first is.
//
//   const view = createSourceView({ element, source, label, onChange });
//   view.source(), view.setSource(text), view.offset(), view.moveTo(offset), view.destroy(), view.editor
//   view.select(anchor, head)
//
// It stands in a shadow root: there CodeMirror's styles are adopted sheets, which the security policy allows.
import {
  EditorState, EditorView, HighlightStyle, defaultKeymap, drawSelection, highlightSelectionMatches, highlightSpecialChars,
  history, historyKeymap, keymap, markdown, markdownKeymap, markdownLanguage, search, syntaxHighlighting, tags,
} from "../../vendor/editor/source.js";
import { edges } from "./edges.js";

const LOOK = EditorView.theme({
  "&": { color: "inherit", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit" },
  ".cm-line": { padding: "0" },
  ".cm-panels": { display: "none" },
  ".cm-searchMatch": { backgroundColor: "var(--highlight)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--highlight)", outline: "2px solid var(--accent)" },
  ".cm-content": { fontFamily: "var(--font-code)", caretColor: "currentColor" },
});
const MARKS = HighlightStyle.define([
  { tag: [tags.heading, tags.strong], fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.processingInstruction, tags.url, tags.meta], opacity: "0.7" },
]);

/** The words to look for are asked for elsewhere. */
const noPanel = () => ({ dom: document.createElement("div") });

/** Line ends stay as they are: where all are alike a new line gets the same, elsewhere a carriage return is text. */
const newlineOf = (source) => (/\r\n/.test(source) && !/(?<!\r)\n/.test(source) ? "\r\n" : "\n");

class SourceView {
  constructor({ element, source, label = "", onChange = () => {} }) {
    this.host = document.createElement("div");
    element.append(this.host);
    const root = this.host.attachShadow({ mode: "open" });
    this.extensions = [
      history(), drawSelection(), highlightSpecialChars(), highlightSelectionMatches(), search({ createPanel: noPanel }),
      keymap.of([...markdownKeymap, ...historyKeymap, ...defaultKeymap]),
      markdown({ base: markdownLanguage }), syntaxHighlighting(MARKS), EditorView.lineWrapping, LOOK,
      EditorState.lineSeparator.of(newlineOf(source)),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true" }),
      EditorView.scrollMargins.of(() => edges),
      EditorView.updateListener.of((update) => update.docChanged && onChange()),
    ];
    this.editor = new EditorView({ state: this.stateOf(source), root, parent: root });
  }

  stateOf(source) {
    return EditorState.create({ doc: source, extensions: this.extensions });
  }

  source() {
    return this.editor.state.sliceDoc(0);
  }

  /** Puts another text in the place of this one, as a step that can be undone; what is alike at both ends stays. */
  setSource(text) {
    const { state } = this.editor;
    const [before, after] = [this.source(), text];
    if (before === after) return;
    const most = Math.min(before.length, after.length);
    let [head, tail] = [0, 0];
    while (head < most && before[head] === after[head]) head++;
    while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
    const place = (offset) => state.toText(before.slice(0, offset)).length;
    const insert = state.toText(after.slice(head, after.length - tail));
    // A user event of its own, or history would join it to what was typed just before.
    this.editor.dispatch({ changes: { from: place(head), to: place(before.length - tail), insert }, userEvent: "set" });
  }

  /** Where the cursor is, in characters of the source. */
  offset() {
    const { state } = this.editor;
    return state.sliceDoc(0, state.selection.main.head).length;
  }

  select(anchor, head) {
    const place = (offset) => this.editor.state.toText(this.source().slice(0, offset)).length;
    this.editor.dispatch({ selection: { anchor: place(anchor), head: place(head) }, scrollIntoView: true });
    this.editor.focus();
  }

  moveTo(offset) {
    this.select(offset, offset);
  }

  destroy() {
    this.editor.destroy();
    this.host.remove();
  }
}

/** Shows a source as text; see above. */
export const createSourceView = (options) => new SourceView(options);
