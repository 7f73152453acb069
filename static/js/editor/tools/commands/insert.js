// Puts a new block where the cursor is, or as near to it as a page may hold such a block.
import { Selection } from "../../../../vendor/editor/visual.js";
import { focused } from "../focused.js";

const isEmptyParagraph = (node) => node.type.name === "paragraph" && !node.content.size;

/** The depth of the innermost node around the place that may hold the block after the cursor's; -1 for none. */
function depthFor($place, type) {
  for (let depth = $place.depth - ($place.parent.isTextblock ? 1 : 0); depth >= 0; depth--) {
    const index = Math.min($place.indexAfter(depth), $place.node(depth).childCount);
    if ($place.node(depth).canReplaceWith(index, index, type)) return depth;
  }
  return -1;
}

/**
 * Puts a block in the place of the empty paragraph with the cursor, else after the cursor's block; the cursor goes into
 * it, and for a block without text behind it.
 */
export function insertBlock(editor, node) {
  const { $to } = editor.state.selection;
  const depth = depthFor($to, node.type);
  if (depth < 0) return false;
  return focused(editor).command(({ tr }) => put(tr, $to, depth, node)).scrollIntoView().run();
}

function put(tr, $to, depth, node) {
  const here = $to.depth > depth ? $to.node(depth + 1) : null;
  const replaced = here && isEmptyParagraph(here);
  const from = !here ? $to.pos : replaced ? $to.before(depth + 1) : $to.after(depth + 1);
  tr.replaceWith(from, replaced ? $to.after(depth + 1) : from, node);
  if (node.isAtom || node.isLeaf) selectAfter(tr, from + node.nodeSize);
  else tr.setSelection(Selection.near(tr.doc.resolve(from + 1)));
  return true;
}

/** The cursor behind a block that holds no text; at the end of its container in a new paragraph. */
function selectAfter(tr, position) {
  const $after = tr.doc.resolve(position);
  if (!$after.nodeAfter?.isTextblock) tr.insert(position, tr.doc.type.schema.nodes.paragraph.create());
  tr.setSelection(Selection.near(tr.doc.resolve(position + 1)));
}
