// Addresses in the text are links, as the page will show them; the link follows when the text is changed.
import { Extension, Plugin, isHistoryTransaction } from "../../../../vendor/editor/visual.js";
import { FROM_SOURCE } from "../../document/replace.js";
import { addressAt } from "../../inline/bare.js";

const WORD = /\S+/g;
const LEAF = "\u200b"; // what is no text ends no word of its own, and begins no address

/** Said with a transaction after which words that look like addresses stay as they are. */
export const PLAIN_WORDS = "plainWords";

/** The addresses in a word, as { from, to, href } in the text that it stands in. */
function addressesIn(text, word) {
  const found = [];
  const stop = word.index + word[0].length;
  for (let at = word.index; at < stop; at++) {
    const one = addressAt(text, at);
    if (!one) continue;
    found.push({ from: at, to: at + one.address.length, href: one.href });
    at += one.address.length - 1;
  }
  return found;
}

/** The stretches of the document that transactions changed, where they lie after all of them. */
function changedStretches(transactions) {
  const maps = transactions.flatMap(({ mapping }) => mapping.maps);
  return maps.flatMap((map, index) => {
    const stretches = [];
    const later = (position, side) => maps.slice(index + 1).reduce((at, next) => next.map(at, side), position);
    map.forEach((oldFrom, oldTo, from, to) => stretches.push({ from: later(from, -1), to: later(to, 1) }));
    return stretches;
  });
}

/** The links that a stretch of a block has, each once; null where something may not become a link or is another one. */
function ownLinks(block, from, to, type) {
  const links = [];
  let isOther = false;
  block.nodesBetween(from, to, (node, position) => {
    const mark = type.isInSet(node.marks);
    isOther ||= node.marks.some((one) => one.type.spec.code) || Boolean(mark && !["bare", "auto"].includes(mark.attrs.form));
    if (mark) links.push({ from: Math.max(position, from), to: Math.min(position + node.nodeSize, to), href: mark.attrs.href });
  });
  return isOther ? null : links.reduce(joinNeighbours, []);
}

function joinNeighbours(links, link) {
  const before = links.at(-1);
  if (before?.to === link.from && before.href === link.href) before.to = link.to;
  else links.push(link);
  return links;
}

function follow(tr, block, start, stretch, type) {
  const text = block.textBetween(0, block.content.size, "", LEAF);
  for (const word of text.matchAll(WORD)) {
    const [from, to] = [word.index, word.index + word[0].length];
    if (to < stretch.from - start || from > stretch.to - start) continue;
    const now = ownLinks(block, from, to, type);
    const wanted = now && addressesIn(text, word);
    if (!now || JSON.stringify(now) === JSON.stringify(wanted)) continue;
    tr.removeMark(start + from, start + to, type);
    for (const one of wanted) tr.addMark(start + one.from, start + one.to, type.create({ href: one.href, form: "bare" }));
  }
}

const isMeantAsItStands = (transaction) =>
  isHistoryTransaction(transaction) || ["composition", FROM_SOURCE, PLAIN_WORDS].some((name) => transaction.getMeta(name) !== undefined);

function linksAfter(transactions, state) {
  if (!transactions.some(({ docChanged }) => docChanged) || transactions.some(isMeantAsItStands)) return null;
  const { tr, doc, schema } = state;
  for (const stretch of changedStretches(transactions)) {
    doc.nodesBetween(stretch.from, Math.min(stretch.to, doc.content.size), (node, position) => {
      if (!node.isTextblock) return true;
      if (!node.type.spec.code) follow(tr, node, position + 1, stretch, schema.marks.link);
      return false;
    });
  }
  return tr.docChanged ? tr : null;
}

export const BareLinks = Extension.create({
  name: "bareLinks",
  addProseMirrorPlugins: () => [new Plugin({ appendTransaction: (transactions, before, state) => linksAfter(transactions, state) })],
});
