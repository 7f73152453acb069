// The source of a changed block: the finest change of its old source that reads as the new block.
import { looseMeaning, meaning } from "./meaning.js";
import { mergeLines, mergeWords } from "./merge.js";

/** Candidates from the one that touches least to writing the block anew. */
function* candidates(page, node, block) {
  for (const [merge, writer] of block ? waysFor(page, block) : []) {
    const merged = merge(block.source, writer.lines(block.node).join("\n"), writer.lines(node).join("\n"));
    if (merged !== null) yield merged;
  }
  yield page.writer.lines(node).join("\n");
}

/** `[text][text]` may be written as `[text]`: which of them a block has shows only when both are tried. */
const writersFor = (page, { source }) => (source.includes("][") ? [page.writer, page.writer.withFullLabels()] : [page.writer]);

/** Most blocks read right as the first of these has them; to prove the texts that are merged takes twice as long. */
function waysFor(page, block) {
  const writers = writersFor(page, block);
  const ways = [mergeWords, mergeLines].flatMap((merge) => writers.map((writer) => [merge, writer]));
  return [[mergeWords, page.writer.unproven()], ...ways];
}

const withNewlines = (source, newline) => (newline === "\n" ? source : source.replace(/\r\n|\r|\n/g, newline));

/** The source of a node that came from `block`, or from nowhere. */
export function rewrite(page, node, block) {
  const tried = [];
  for (const candidate of candidates(page, node, block)) {
    const source = withNewlines(candidate, page.style.newline);
    if (page.reads(source, [node], meaning)) return source;
    tried.push(source);
  }
  return tried.find((source) => page.reads(source, [node], looseMeaning)) ?? tried.at(-1);
}
