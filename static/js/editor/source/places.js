// Which place in the source a place in the document has, and the other way round: a sign is put in on one side as if it
// had been typed there, and looked for on the other. So the cursor goes where the next letter would be the same.
import { Fragment, Slice } from "../../../vendor/editor/visual.js";
import { readNodes } from "../document/read.js";
import { schema } from "../document/schema.js";
import { differences } from "./diff.js";
import { joinPieces } from "./join.js";
import { rewrite } from "./rewrite.js";

const SIGN = String.fromCodePoint(0x10fffd); // private use, plane 16: no page has it
const EDGE = /(?<![\p{L}\p{N}])|(?![\p{L}\p{N}])/gu;
const NEAR = 300; // characters to both sides in which a place is looked for
const MOST_TRIES = 60;
const STEPS = [0, -1, 1, -2, 2, -3, 3, -4, 4]; // from where the sign would be written to where it is read

const last = (list, isBefore) => Math.max(0, list.findLastIndex(isBefore));
const clamp = (number, most) => Math.min(Math.max(number, 0), most);

const isVerbatim = ({ node, source }) => node.type.name === "island" && node.textContent === source;

/** The node with the sign in it, as it would be typed there. */
function withSign(node, at) {
  const $at = node.resolve(at);
  return node.replace(at, at, new Slice(Fragment.from(schema.text(SIGN, $at.marks())), 0, 0));
}

/** The place of the sign in `source`, which may be written differently around it. */
function placeOf(signed, source) {
  const at = signed.indexOf(SIGN);
  const written = signed.replace(SIGN, "");
  let ahead = 0;
  for (const { from, to, start, end } of differences(written.split(""), source.split(""))) {
    if (from < at && at < to) return Math.min(start + at - from, end);
    if (to <= at) ahead = end - to;
  }
  return at + ahead;
}

const holdsSame = (one, other) => one.content.size === other.content.size && one.textContent === other.textContent;

/** Where the sign is read that stands at a place of a node's source; null where it would be no text or change the rest. */
function readSign(page, { node, source }, place) {
  const { nodes } = readNodes(source.slice(0, place) + SIGN + source.slice(place), page.definitions);
  if (nodes.length !== 1) return null;
  const [{ node: signed }] = nodes;
  const { at, behind } = signsIn(signed);
  if (at === null) return behind !== null && holdsSame(signed, node) ? behind : null;
  return holdsSame(signed.replace(at, at + SIGN.length, Slice.empty), node) ? at : null;
}

/** Where the sign is among the letters of a node; else behind what has it in an address or another attribute. */
function signsIn(signed) {
  let [at, behind] = [null, null];
  signed.descendants((child, position) => {
    if (child.isText && child.text.includes(SIGN)) at = position + child.text.indexOf(SIGN);
    else if (child.isInline && [child, ...child.marks].some(isSigned)) behind = position + child.nodeSize;
  });
  return { at, behind };
}

const isSigned = ({ attrs }) => Object.values(attrs).some((value) => typeof value === "string" && value.includes(SIGN));

/** The place in a piece's source that belongs to one in its node. */
function placeInSource(page, piece, at) {
  const { node, block, source } = piece;
  if (at > node.content.size) return source.length;
  if (isVerbatim(piece)) return at;
  if (at < 0 || !node.resolve(at).parent.isTextblock) return 0; // before the block, or beside what is selected as a whole
  const guess = placeOf(rewrite(page, withSign(node, at), block), source);
  const isRight = (place) => readSign(page, piece, place) === at;
  return STEPS.map((step) => clamp(guess + step, source.length)).find(isRight) ?? guess;
}

/** The offset in the source (of `page.sourceOf(doc)`) that belongs to a position in the document. */
export function offsetOf(page, doc, position) {
  const { starts, pieces } = joinPieces(page, page.piecesOf(doc));
  if (!pieces.length) return 0;
  const index = last(pieces, (piece) => piece.position <= position);
  const piece = pieces[index];
  return page.mark.length + starts[index] + clamp(placeInSource(page, piece, position - piece.position - 1), piece.source.length);
}

/** How far it is from one place to another: across marks first, then across words, and last to another line. */
function distance(source, at, place) {
  const between = source.slice(Math.min(at, place), Math.max(at, place));
  return between.length + (/\s/.test(between) ? NEAR : 0) + (/\n/.test(between) ? NEAR : 0);
}

/** A place and then the edges of words around it, the nearest first. */
function placesNear(source, at) {
  const from = Math.max(0, at - NEAR);
  const edges = [...source.slice(from, at + NEAR).matchAll(EDGE)].map(({ index }) => from + index);
  const near = edges.sort((one, other) => distance(source, at, one) - distance(source, at, other));
  return [at, ...near.slice(0, MOST_TRIES)];
}

/** The place in a piece's node that belongs to one in its source. */
function placeInNode(page, piece, at) {
  if (isVerbatim(piece)) return at;
  for (const place of placesNear(piece.source, at)) {
    const found = readSign(page, piece, place);
    if (found !== null) return found;
  }
  return 0;
}

/** The position in the document that belongs to an offset in its source. */
export function positionOf(page, doc, offset) {
  const { starts, pieces } = joinPieces(page, page.piecesOf(doc));
  if (!pieces.length) return 0;
  const at = offset - page.mark.length;
  const index = last(starts, (start) => start <= at);
  const piece = pieces[index];
  const place = placeInNode(page, piece, clamp(at - starts[index], piece.source.length));
  return Math.min(piece.position + 1 + place, doc.content.size);
}
