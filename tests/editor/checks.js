// What the tests ask of the editor's modules, in the browser.
import { parseBlocks } from "/static/js/editor/blocks/parser.js";
import { schema } from "/static/js/editor/document/schema.js";
import { looseMeaning, meaning } from "/static/js/editor/source/meaning.js";
import { SourcePage } from "/static/js/editor/source/page.js";
import { joinPieces } from "/static/js/editor/source/join.js";
import { offsetOf, positionOf } from "/static/js/editor/source/places.js";
import { EditorState, TextSelection, tables } from "/static/vendor/editor/visual.js";

const WORD = /[\p{L}\p{N}]+/gu;

function random(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** The words of a document that a writer could change: not those in code or islands. */
function words(doc) {
  const found = [];
  doc.descendants((node, position) => {
    if (node.type.spec.code) return false;
    if (node.isText && !node.marks.some(({ type }) => type.name === "code")) {
      for (const one of node.text.matchAll(WORD)) found.push({ at: position + one.index, text: one[0], marks: node.marks });
    }
    return true;
  });
  return found;
}

/** How many lines differ, those at both ends that are the same left out. */
function changedLines(before, after) {
  const [a, b] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail;
}

function changeWord(page, { at, text, marks }) {
  const { tr } = EditorState.create({ doc: page.doc });
  return tr.replaceWith(at, at + text.length, schema.text("zebra", marks)).doc;
}

/** Opens a page, writes it back without its short cut for unchanged pages, and changes some words, one at a time. */
export function roundTrip(source, edits, seed) {
  const started = performance.now();
  const page = new SourcePage(source);
  const opened = performance.now() - started;
  const back = page.mark + joinPieces(page, page.piecesOf(page.doc)).source;
  const pick = random(seed);
  const all = words(page.doc);
  const wrong = [];
  for (let count = 0; all.length && count < edits; count++) {
    const word = all[pick(all.length)];
    const doc = changeWord(page, word);
    const written = page.sourceOf(doc);
    const lines = changedLines(source, written);
    if (lines !== 1) wrong.push(`${word.text}: ${lines} lines`);
    if (meaning(new SourcePage(written).doc) !== meaning(doc)) wrong.push(`${word.text}: reads differently`);
  }
  const islands = page.blocks.filter(({ node }) => node.type.name === "island").length;
  return { same: back === source, edits: all.length ? edits : 0, wrong, blocks: page.blocks.length, islands, opened };
}

const LETTER = "\u0416"; // no handbook has it

/** Where a letter that is typed into a source is read; -1 where it is no text or makes something else of the rest. */
function placeOfLetter(source, offset, doc) {
  const typed = new SourcePage(source.slice(0, offset) + LETTER + source.slice(offset)).doc;
  const at = find(typed, LETTER, -1);
  const rest = at < 0 ? typed : typed.replace(at, at + 1, typed.slice(0, 0));
  return rest.textContent === doc.textContent && rest.content.size === doc.content.size ? at : -1;
}

/** Sends the cursor to random places of a source: whether it stands where a letter typed there is read, and finds back. */
export function keepPlaces(source, count, seed) {
  const page = new SourcePage(source);
  const pick = random(seed);
  const near = (position) => TextSelection.near(page.doc.resolve(position)).head;
  const result = { tried: 0, wrong: [] };
  for (let left = count; left; left--) {
    const offset = pick(source.length + 1);
    const expected = placeOfLetter(source, offset, page.doc);
    if (expected < 0) continue;
    const found = near(positionOf(page, page.doc, offset));
    const again = near(positionOf(page, page.doc, offsetOf(page, page.doc, expected)));
    result.tried += 1;
    if (found !== expected || again !== expected) result.wrong.push({ offset, expected, found, again, around: `${source.slice(offset - 60, offset)}¦${source.slice(offset, offset + 60)}` });
  }
  return result;
}

const seen = (block) => block.children.filter((child) => !child.ghost).map(outline);

function outline(block) {
  const { kind } = block;
  if (["element", "alert", "include"].includes(kind)) return [kind];
  if (kind === "table") return [kind, block.rows, block.alignments.map((one) => one ?? "")];
  if (kind === "term") return [kind, block.text];
  if (kind === "heading") return [kind, block.level, block.text];
  if (kind === "list") return [kind, block.tight, block.number, seen(block)];
  if (kind === "callout") return [kind, block.word, block.title, block.mark, block.places, seen(block)];
  if (kind === "tab") return [kind, block.title, seen(block)];
  return block.lines ? [kind, block.text] : [kind, seen(block)];
}

/** The tree of a text's blocks, as tests/editor/outline.py draws the server's. */
export const outlineOf = (source) => JSON.stringify(seen(parseBlocks(source)));

function find(doc, text, otherwise) {
  let found = -1;
  doc.descendants((node, position) => {
    if (found < 0 && node.isText && node.text.includes(text)) found = position + node.text.indexOf(text);
  });
  if (found < 0 && otherwise === undefined) throw new Error(`"${text}" is not in the document`);
  return found < 0 ? otherwise : found;
}

const ancestor = ($place, name) => Array.from({ length: $place.depth + 1 }, (_, depth) => depth).findLast((depth) => $place.node(depth).type.name === name);

function around(tr, at, name) {
  const $at = tr.doc.resolve(at);
  const depth = ancestor($at, name);
  return { from: $at.before(depth), to: $at.after(depth), node: $at.node(depth) };
}

const paragraph = (text) => schema.nodes.paragraph.create(null, text ? schema.text(text) : null);

const EDITS = {
  replace: (tr, at, text, to) => tr.insertText(to, at, at + text.length),
  insert: (tr, at, text, added) => tr.insertText(added, at + text.length),
  mark: (tr, at, text, name, attributes) => tr.addMark(at, at + text.length, schema.marks[name].create(attributes)),
  unmark: (tr, at, text, name) => tr.removeMark(at, at + text.length, schema.marks[name]),
  split: (tr, at, text, depth) => tr.split(at + text.length, depth),
  remove: (tr, at, text, name) => {
    const { from, to } = around(tr, at, name);
    return tr.delete(from, to);
  },
  set: (tr, at, text, name, attributes) => {
    const { from, node } = around(tr, at, name);
    return tr.setNodeMarkup(from, null, { ...node.attrs, ...attributes });
  },
  after: (tr, at, text, name, node) => tr.insert(around(tr, at, name).to, schema.nodeFromJSON(node)),
  paragraph: (tr, at, text, name, words) => tr.insert(around(tr, at, name).to, paragraph(words)),
};

function changed(page, [name, text, ...rest]) {
  const state = EditorState.create({ doc: page.doc });
  const at = text ? find(page.doc, text) : 1;
  if (EDITS[name]) return EDITS[name](state.tr, at, text, ...rest).doc;
  const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)));
  let after = selected;
  tables[name](selected, (tr) => (after = selected.apply(tr)));
  return after.doc;
}

/** The source after an edit `[name, at which text, …]`, and whether it reads as the edited document. */
export function edit(source, change) {
  const page = new SourcePage(source);
  const doc = changed(page, change);
  const written = page.sourceOf(doc);
  return { written, reads: looseMeaning(new SourcePage(written).doc) === looseMeaning(doc) };
}

/** The kinds of a document's nodes, islands with theirs: "paragraph", "island html". */
export function kindsOf(source) {
  const kinds = [];
  new SourcePage(source).doc.descendants((node) => {
    if (!node.isText) kinds.push(node.type.name === "island" ? `island ${node.attrs.kind}` : node.type.name);
  });
  return kinds;
}
