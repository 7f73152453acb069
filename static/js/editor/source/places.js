// Which place in the source a place in the document has, and the other way round: word by word.
import { differences } from "./diff.js";
import { joinPieces } from "./join.js";

const WORDS = /([\p{L}\p{N}]+)([^\p{L}\p{N}]*)/gu; // each with what stands behind it

function wordsOfText(text, offset = 0) {
  return [...text.matchAll(WORDS)].map(({ 1: word, 2: behind, index }) => ({ word, behind, at: index + offset }));
}

function wordsOfNode(node, position) {
  const words = [];
  node.descendants((child, inside) => {
    if (child.isText) words.push(...wordsOfText(child.text, position + 1 + inside));
  });
  return words;
}

/** The words that two lists have in common, in pairs. */
function pairs(left, right) {
  const found = [];
  let [a, b] = [0, 0];
  const match = (until) => {
    while (a < until) found.push([left[a++], right[b++]]);
  };
  for (const { from, to, end } of differences(left.map(({ word }) => word), right.map(({ word }) => word))) {
    match(from);
    [a, b] = [to, end];
  }
  match(left.length);
  return found;
}

/** From the last pair at or before `at`, as far into the other side: behind the word, while both have the same there. */
function follow(found, at, side, otherwise) {
  const pair = found.findLast((one) => one[side].at <= at);
  if (!pair) return otherwise;
  const { word, behind } = pair[side];
  return pair[1 - side].at + Math.min(at - pair[side].at, word.length + alike(behind, pair[1 - side].behind));
}

/** How many characters two texts begin with in common. */
function alike(left, right) {
  const differs = [...Array(left.length).keys()].findIndex((index) => left[index] !== right[index]);
  return differs < 0 ? left.length : differs;
}

const last = (list, isBefore) => Math.max(0, list.findLastIndex(isBefore));

/** The offset in the source (of `page.sourceOf(doc)`) that belongs to a position in the document. */
export function offsetOf(page, doc, position) {
  const { starts, pieces } = joinPieces(page, page.piecesOf(doc));
  if (!pieces.length) return 0;
  const index = last(pieces, (piece) => piece.position <= position);
  const { node, source, position: start } = pieces[index];
  const found = pairs(wordsOfNode(doc.nodeAt(start) ?? node, start), wordsOfText(source, starts[index]));
  return page.mark.length + follow(found, position, 0, starts[index]);
}

/** The position in the document that belongs to an offset in its source. */
export function positionOf(page, doc, offset) {
  const { starts, pieces } = joinPieces(page, page.piecesOf(doc));
  if (!pieces.length) return 0;
  const at = offset - page.mark.length;
  const index = last(starts, (start) => start <= at);
  const { node, source, position } = pieces[index];
  const found = pairs(wordsOfNode(doc.nodeAt(position) ?? node, position), wordsOfText(source, starts[index]));
  return follow(found, at, 1, Math.min(position + 1, doc.content.size));
}
