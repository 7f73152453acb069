// Takes a container away and leaves what is in it.
import { liftTarget } from "../../../../vendor/editor/visual.js";
import { focused } from "../focused.js";

/** Unwraps what `findParentNode` found: all its blocks, wherever in them the cursor is. */
export function unwrap(editor, { node, pos }) {
  const lift = ({ tr }) => {
    const $from = tr.doc.resolve(pos + 1);
    const range = $from.blockRange(tr.doc.resolve(pos + node.nodeSize - 1), (one) => one === node);
    const target = range && liftTarget(range);
    if (target === null || target === undefined) return false;
    tr.lift(range, target);
    return true;
  };
  return focused(editor).command(lift).run();
}
