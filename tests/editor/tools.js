// A visual editor with its controls on a page of its own, for tests that press them.
import { Selection } from "/static/vendor/editor/visual.js";
import { createVisualEditor } from "/static/js/editor/visual.js";
import { mountTools, visualExtensions, wordsIn } from "/static/js/editor/tools/index.js";

let visual;
let tools;

const root = () => document.querySelector("#root");

/** Opens a source in a fresh editor; `given` goes into the context. */
export function open(source, given = {}) {
  tools?.destroy();
  visual?.destroy();
  const context = { pageUrl: "/handbook/kitchen/", suggestUrl: "/suggest/", uploadUrl: "/upload/", ...given, words: wordsIn(root()) };
  const resolveImage = (src) => (/^[a-z]+:/.test(src) ? null : "/static/img/favicon.svg");
  const element = document.querySelector("#place");
  visual = createVisualEditor({ element, source, label: "Text", extensions: visualExtensions({ ...context, resolveImage }), resolveImage });
  visual.editor.view.dom.classList.add("prose");
  tools = mountTools(visual, root(), { ...context, resolveImage });
  Object.assign(window, { visual, tools });
}

export const source = () => visual.source();
export const isFaithful = () => visual.isFaithful();

/** Selects a text of the document, or puts the cursor behind it. */
export function select(text, { cursor = false } = {}) {
  let from = -1;
  visual.editor.state.doc.descendants((node, position) => {
    if (from < 0 && node.isText && node.text.includes(text)) from = position + node.text.indexOf(text);
  });
  if (from < 0) throw new Error(`"${text}" is not in the document`);
  visual.editor.commands.setTextSelection({ from: cursor ? from + text.length : from, to: from + text.length });
  visual.editor.view.focus();
}

/** The cursor at the very end of the document. */
export function toEnd() {
  const { editor } = visual;
  editor.commands.setTextSelection(Selection.atEnd(editor.state.doc).from);
  editor.view.focus();
}

/** Does what the catalogue of the controls says. */
export async function run(name) {
  const { runTool } = await import("/static/js/editor/tools/catalogue.js");
  return runTool(visual.editor, name, { words: wordsIn(root()) });
}

export const describe = (src) => tools.describe(src);
