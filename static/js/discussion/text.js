// The words of the written page, counted as the server counts them: every character but space, in UTF-16.
const SPACES = /[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** The characters other than space. */
export const letters = (text) => text.replace(SPACES, "");

const TEXT_OR_CHROME = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
const filter = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
  return node.matches(".no-print") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP; // what scripts added
};

/** Every text node of the page's own text, each with how many letters come before it. */
export function* textNodes(prose) {
  const walker = document.createTreeWalker(prose, TEXT_OR_CHROME, filter);
  let count = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const length = letters(node.data).length;
    yield { node, before: count, length };
    count += length;
  }
}

/** What is selected of the page's text: { first, last, words, range }, or null. */
export function selectedIn(prose) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!prose.contains(range.startContainer) || !prose.contains(range.endContainer)) return null;
  let first, last;
  let words = "";
  for (const { node, before } of textNodes(prose)) {
    if (!range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    first ??= before + letters(node.data.slice(0, from)).length;
    last = before + letters(node.data.slice(0, to)).length;
    words += node.data.slice(from, to);
  }
  return letters(words) ? { first, last, words: words.trim(), range } : null;
}

/** Where words stand in the page's text first: { first, last }, or null. */
export function placeOf(prose, words) {
  const wanted = letters(words);
  const whole = [...textNodes(prose)].map(({ node }) => letters(node.data)).join("");
  const first = wanted ? whole.indexOf(wanted) : -1;
  return first < 0 ? null : { first, last: first + wanted.length };
}

/** Where in a text the letter counted `count` begins. */
function offsetOf(text, count) {
  let left = count;
  for (let at = 0; at < text.length; at += 1) {
    if (!letters(text[at])) continue;
    if (!left) return at;
    left -= 1;
  }
  return text.length;
}

/** Puts the letters from `first` up to `last` into marks that `make` makes, one a text node; the marks. */
export function wrap(prose, first, last, make) {
  const covered = [...textNodes(prose)].filter(({ before, length }) => length && before < last && before + length > first);
  return covered.map(({ node, before, length }) => {
    if (before + length >= last) cut(node, endOf(node.data, last - before));
    const piece = before < first ? cut(node, offsetOf(node.data, first - before)) : node;
    const mark = make();
    piece.replaceWith(mark);
    mark.append(piece);
    return mark;
  });
}

/** Parts a text in two; the second of them. */
const cut = (node, at) => (at < node.length ? node.splitText(at) : node);

/** Where the text's first `count` letters end. */
function endOf(text, count) {
  return offsetOf(text, count - 1) + 1;
}
