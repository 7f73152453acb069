// Where the ends of what is pasted go: into the text around the cursor, or beside it as blocks of their own.
import { Slice } from "../../../vendor/editor/visual.js";

/** The slice so that a heading, a list or a table at its ends does not run into a paragraph that has words already. */
export function asBlocks(slice, $place) {
  const { content, openStart, openEnd } = slice;
  const isRunning = !$place.parent.inlineContent || $place.parent.type.spec.code || isRow(content);
  if (isRunning || isInList($place)) return slice;
  const closes = (block, open, words) => open && words && block.type.name !== "paragraph";
  const before = $place.parent.textBetween(0, $place.parentOffset);
  const after = $place.parent.textBetween($place.parentOffset, $place.parent.content.size);
  const start = closes(content.firstChild, openStart, before) ? 0 : openStart;
  const end = closes(content.lastChild, openEnd, after) ? 0 : openEnd;
  return new Slice(content, start, end);
}

/** Whether it is one stretch of text, as one heading or one item of a list is. */
function isRow(content) {
  if (!content.childCount) return true;
  return content.childCount === 1 && (content.firstChild.isInline || content.firstChild.isTextblock || isRow(content.firstChild.content));
}

const isInList = ($place) => Array.from({ length: $place.depth }, (_none, depth) => $place.node(depth).type.name).some((name) => /[lL]ist/.test(name));
