// The source of a changed block: the finest change of its old source that reads as the new block.
import { looseMeaning, meaning } from "./meaning.js";
import { merges } from "./merge.js";

/** Candidates from the one that touches least to writing the block anew. */
function* candidates(page, node, block) {
  const fresh = page.writer.lines(node).join("\n");
  if (block) yield* merges(block.source, page.writer.lines(block.node).join("\n"), fresh);
  yield fresh;
}

const withNewlines = (source, newline) => (newline === "\n" ? source : source.replace(/\r\n|\r|\n/g, newline));

/** The source of a node that came from `block`, or from nowhere. */
export function rewrite(page, node, block) {
  const tried = [...candidates(page, node, block)].map((source) => withNewlines(source, page.style.newline));
  for (const same of [meaning, looseMeaning]) {
    const found = tried.find((source) => page.reads(source, [node], same));
    if (found !== undefined) return found;
  }
  return tried.at(-1);
}
