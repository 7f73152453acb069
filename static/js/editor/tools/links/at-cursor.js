// The link that the cursor is in, or that is selected; and what is selected to become one.
import { PLAIN_WORDS } from "./bare.js";

/** The stretch of neighbours with the mark around a place. */
function extentOf($place, mark) {
  const { parent } = $place;
  const start = $place.start();
  const has = (index) => mark.isInSet(parent.child(index).marks);
  let index = $place.index();
  if (index === parent.childCount || !has(index)) index -= 1;
  let [first, last] = [index, index];
  while (first > 0 && has(first - 1)) first--;
  while (last < parent.childCount - 1 && has(last + 1)) last++;
  const offset = (until) => parent.children.slice(0, until).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  return { from: start + offset(first), to: start + offset(last + 1) };
}

function markAround($place, type) {
  return type.isInSet($place.nodeAfter?.marks ?? []) ?? type.isInSet($place.nodeBefore?.marks ?? []);
}

/** { from, to, words, href } for a link to an address, { …, wiki } for one to a page by title; null for none. */
export function linkAtCursor({ selection, schema, doc }) {
  const { node, $from, from, to } = selection;
  if (node?.type.name === "wikiLink") return { from, to, words: node.attrs.label ?? node.attrs.wiki, wiki: node.attrs.wiki };
  if (!$from.parent.inlineContent) return null;
  const mark = markAround($from, schema.marks.link);
  if (!mark) return null;
  const extent = extentOf($from, mark);
  if (to > extent.to) return null;
  return { ...extent, words: doc.textBetween(extent.from, extent.to), href: mark.attrs.href };
}

/** Where a new link goes, and the words that are selected for it. */
export function placeForLink({ selection: { from, to }, doc }) {
  return { from, to, words: doc.textBetween(from, to, " ") };
}

/** Leaves the words of a link and takes the rest away. */
export function removeLink(editor, { from, to, words, wiki }) {
  const { tr, schema } = editor.state;
  if (wiki === undefined) tr.removeMark(from, to, schema.marks.link);
  else tr.replaceWith(from, to, schema.text(words));
  editor.view.dispatch(tr.setMeta(PLAIN_WORDS, true));
  editor.view.focus();
}

/** Makes a link to an address of a stretch, its marks left as they are; `words` says it otherwise. */
export function setAddress(editor, { from, to, words: before }, href, words) {
  const { tr, schema } = editor.state;
  const mark = schema.marks.link.create({ href });
  const isWikiLink = tr.doc.nodeAt(from)?.type.name === "wikiLink";
  const end = from === to || words !== before || isWikiLink ? from + words.length : to;
  if (end !== to || words !== before || isWikiLink) tr.replaceWith(from, to, schema.text(words, tr.doc.resolve(from).marks().filter(({ type }) => type !== mark.type)));
  tr.removeMark(from, end, mark.type).addMark(from, end, mark).removeStoredMark(mark);
  editor.view.dispatch(tr.setMeta(PLAIN_WORDS, true));
  editor.commands.setTextSelection(end);
  editor.view.focus();
}
