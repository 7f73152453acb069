// Brings a change into a source that is written in its own way: what changed between two canonical texts of a block
// is done to the block's source, and everything else in it stays as it is.
import { differences } from "./diff.js";

const TOKENS = /[\p{L}\p{N}]+|[ \t]*(?:\r\n|\r|\n)|[ \t]+|[^]/gu;
const LINES = /[^\n]*(?:\n|$)/g;

/** White space is white space, however a source has it. */
const alike = (token) => (token.trim() ? token : " ");

/** Where each token of `canonical` stands in `original`; -1 where the original is written differently. */
function places(canonical, original) {
  const found = new Int32Array(canonical.length).fill(-1);
  let [at, other] = [0, 0];
  const match = (until) => {
    while (at < until) found[at++] = other++;
  };
  for (const { from, to, end } of differences(canonical.map(alike), original.map(alike))) {
    match(from);
    [at, other] = [to, end];
  }
  match(canonical.length);
  return found;
}

/** What a change of the canonical text replaces in the original. */
function spot(found, length, { from, to }) {
  if (from === to) {
    const at = found[from - 1] < 0 ? before(found, from, length) : after(found, from);
    return [at, at];
  }
  const start = found[from] < 0 ? after(found, from) : found[from];
  return [start, found[to - 1] < 0 ? before(found, to, length) : found[to - 1] + 1];
}

/** The place behind the last token before `index` that the original has. */
function after(found, index) {
  let at = index - 1;
  while (at >= 0 && found[at] < 0) at--;
  return at < 0 ? 0 : found[at] + 1;
}

/** The place of the first token from `index` on that the original has. */
function before(found, index, length) {
  let at = index;
  while (at < found.length && found[at] < 0) at++;
  return at >= found.length ? length : found[at];
}

const linesIn = (text) => text.match(LINES).filter(Boolean);
const wordsIn = (text) => text.match(TOKENS) ?? [];

/** A text's lines, its words, and at which word each line starts. A long text is cut only once. */
function cut(text) {
  const lines = linesIn(text);
  const words = [];
  const starts = lines.map((line) => {
    const start = words.length;
    for (const word of wordsIn(line)) words.push(word);
    return start;
  });
  return { lines, words, starts: [...starts, words.length] };
}

/** The words that change. Lines that only come or go are taken whole, whatever their neighbours share with them. */
function changesOf(old, fresh) {
  return differences(old.lines, fresh.lines).flatMap(({ from, to, start, end }) => {
    const [before, after] = [old.starts[from], fresh.starts[start]];
    const [gone, come] = [old.words.slice(before, old.starts[to]), fresh.words.slice(after, fresh.starts[end])];
    return differences(gone, come).map((one) => ({
      from: one.from + before,
      to: one.to + before,
      start: one.start + after,
      end: one.end + after,
    }));
  });
}

const LINE_END = /[\r\n]/;

/** Words put in between two lines go to the end of the first: the next keeps its beginning, with how it is indented. */
function atLineEnd(change, old, fresh, lineEnds) {
  const { from, to, start, end } = change;
  const isBetween = old[from - 1] === " " && fresh[start - 1] === " " && fresh[end - 1] === " ";
  if (from !== to || !isBetween || !lineEnds(from - 1)) return change;
  return { from: from - 1, to: to - 1, start: start - 1, end: end - 1 };
}

function merge(original, old, fresh, changes) {
  const found = places(old, original);
  const lineEnds = (index) => found[index] >= 0 && LINE_END.test(original[found[index]]);
  let result = "";
  let at = 0;
  for (const one of changes) {
    const change = atLineEnd(one, old, fresh, lineEnds);
    const [from, to] = spot(found, original.length, change);
    if (from < at) return null; // two changes meet in what the original writes differently
    result += original.slice(at, from).join("") + fresh.slice(change.start, change.end).join("");
    at = to;
  }
  return result + original.slice(at).join("");
}

/** The original with the words changed that `old` and `fresh` differ in; null when the changes cannot be told apart. */
export function mergeWords(original, old, fresh) {
  const [before, after] = [cut(old), cut(fresh)];
  return merge(wordsIn(original), before.words, after.words, changesOf(before, after));
}

/** The same by whole lines. */
export function mergeLines(original, old, fresh) {
  const [originals, olds, freshes] = [original, old, fresh].map(linesIn);
  return merge(originals, olds, freshes, differences(olds, freshes));
}
