// A visual editor on the blank page, for tests that type into it.
import { createVisualEditor } from "/static/js/editor/visual.js";

let visual;

/** Opens a source in a fresh editor. */
export function open(source) {
  visual?.destroy();
  visual = createVisualEditor({ element: document.querySelector("#place"), source, label: "Text" });
  window.visual = visual; // for looking at it by hand
}

export const source = () => visual.source();
export const islands = () => visual.islands();
export const isFaithful = () => visual.isFaithful();
export const setSource = (text) => visual.setSource(text);
export const command = (name, ...given) => visual.editor.chain().focus()[name](...given).run();
export const offset = () => visual.offset();

export function moveTo(offset) {
  visual.moveTo(offset);
  visual.editor.view.focus();
}

let sourceView;

/** Opens a source in a fresh source view. */
export async function openSource(source) {
  visual?.destroy();
  visual = null;
  const { createSourceView } = await import("/static/js/editor/source-view.js");
  sourceView = createSourceView({ element: document.querySelector("#place"), source, label: "Markdown" });
  sourceView.moveTo(0);
}

export const sourceText = () => sourceView.source();
export const sourceOffset = () => sourceView.offset();
export const closeSource = () => sourceView.destroy();

/** The text before the cursor in its block. */
export function before() {
  const { $head } = visual.editor.state.selection;
  return $head.parent.textBetween(0, $head.parentOffset, "\n", "\ufffc");
}

/** How long each key takes from the event to the next frame being due, in milliseconds, in the order of size. */
export function typingTimes(keys) {
  const times = [];
  for (let count = 0; count < keys; count++) {
    const started = performance.now();
    document.execCommand("insertText", false, "x");
    document.body.offsetHeight; // the layout belongs to the key
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}
