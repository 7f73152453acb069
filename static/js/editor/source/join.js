// Puts the sources of top-level nodes together, so that each is still read as itself.
import { looseMeaning } from "./meaning.js";
import { takesIndented } from "./write-blocks.js";

const BLANK = /\n[ \t]*\r?\n|\r[ \t]*\r/;

/** The source of a page from its pieces, and where each of them `starts` in it. */
export function joinPieces(page, pieces) {
  const settled = [...pieces];
  const starts = [];
  let source = page.head;
  for (let index = 1; index < settled.length; index++) separate(page, settled, index);
  settled.forEach((piece, index) => {
    const next = settled[index + 1];
    starts.push(source.length);
    source += piece.source;
    source += next ? space(page, piece, next) : (page.blocks.at(-1)?.after ?? page.style.newline);
  });
  return { source, starts, pieces: settled };
}

const readsTogether = (page, before, gap, after) =>
  page.reads(before.source + gap + after.source, [before.node, after.node], looseMeaning);

/** What met only now could be read as one, as two lists are: the block that changed is written differently. */
function separate(page, pieces, index) {
  const [before, after] = [pieces[index - 1], pieces[index]];
  const gap = page.gap(before, after);
  if (gap !== undefined && ((before.same && after.same) || readsTogether(page, before, gap, after))) return;
  const other = page.writer.distinct(before.node, after.node);
  const isIndented = takesIndented(before.node) && /^[ \t]/.test(after.source);
  if (other === after.node && !isIndented) return;
  if (after.same && !before.same && after.node.type === before.node.type) {
    const changed = page.writer.distinct(after.node, before.node);
    pieces[index - 1] = { ...before, node: changed, source: anew(page, changed) };
  } else pieces[index] = { ...after, node: other, source: anew(page, other) };
}

const anew = (page, node) => page.writer.lines(node).join("\n").replaceAll("\n", page.style.newline);

function space(page, before, after) {
  const { newline } = page.style;
  const gap = page.gap(before, after);
  if (gap === undefined) return BLANK.test(before.block?.after ?? "") ? before.block.after : newline + newline;
  if ((before.same && after.same) || BLANK.test(gap)) return gap;
  return readsTogether(page, before, gap, after) ? gap : newline + newline;
}
