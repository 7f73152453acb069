// Lines copied from Visual Studio Code are a program: a block of code in its language.
import { Selection } from "../../../vendor/editor/visual.js";

const OWN_NAMES = { shellscript: "bash", javascriptreact: "jsx", typescriptreact: "tsx" };
const TEXTS = ["markdown", "plaintext", "restructuredtext", "latex"];

/** The language in which the lines of a clipboard were written; "" for other texts, and for a part of a line. */
export function languageOf(clipboard) {
  const told = clipboard?.getData("vscode-editor-data");
  if (!told || !clipboard.getData("text/plain").trim().includes("\n")) return "";
  try {
    const { mode } = JSON.parse(told);
    return TEXTS.includes(mode) ? "" : (OWN_NAMES[mode] ?? mode ?? "");
  } catch {
    return "";
  }
}

/** Puts a text in as a block of code; null where there can be none, as in a table. */
export function putCode(state, text, language) {
  const { codeBlock } = state.schema.nodes;
  const { from, to, $from } = state.selection;
  if (!$from.node(-1)?.canReplaceWith($from.index(-1), $from.index(-1), codeBlock)) return null;
  const { tr } = state;
  tr.replaceRangeWith(from, to, codeBlock.create({ info: language }, state.schema.text(text.replace(/\r\n?/g, "\n").replace(/\n+$/, ""))));
  return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(to)), -1));
}
