// One document in the place of another, as a change of only those blocks that differ: the cursor stays in the others.
import { differences } from "../source/diff.js";

const keyOf = (node) => JSON.stringify({ ...node.toJSON(), attrs: { ...node.attrs, origin: null } });

/** Said with a transaction that brings another source: what is in it is meant as it stands. */
export const FROM_SOURCE = "fromSource";

/** Adds the steps that make the transaction's document equal to `doc`. */
export function replaceBlocks(tr, doc) {
  const before = tr.doc.children;
  const after = doc.children;
  const starts = [0];
  for (const node of before) starts.push(starts.at(-1) + node.nodeSize);
  let kept = before.length;
  let fresh = after.length;
  const keep = (until) => {
    while (kept > until) renumber(tr, starts[--kept], before[kept], after[--fresh].attrs.origin);
  };
  // From the end, so that what is still to be changed stays where it is.
  for (const { from, to, start, end } of differences(before.map(keyOf), after.map(keyOf)).reverse()) {
    keep(to);
    tr.replaceWith(starts[from], starts[to], after.slice(start, end));
    [kept, fresh] = [from, start];
  }
  keep(0);
  return tr.setMeta(FROM_SOURCE, true);
}

function renumber(tr, position, node, origin) {
  if (node.attrs.origin !== origin) tr.setNodeAttribute(position, "origin", origin);
}
