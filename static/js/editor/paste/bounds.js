// How much of a clipboard is read: a text that was made to hang the browser is taken as plain lines.
const DEEPEST = 1000; // a parser compares each tag with all that are open
const MOST = 2_000_000; // elements, each counted by its depth: about a second
const WIDEST = 60_000; // what a call takes as arguments
const TAG = /<(\/?)([a-z][^\s/>]*)/gi;
const SHALLOW = new Set("P LI TD TH TR DT DD BR IMG HR INPUT META LINK COL WBR OPTION".split(" ")); // end by themselves

/** Whether more elements are left open than any program leaves. */
export function isEndless(html) {
  const open = new Map();
  let depth = 0;
  for (const [, slash, written] of html.matchAll(TAG)) {
    const name = written.toUpperCase();
    if (SHALLOW.has(name)) continue;
    const held = open.get(name) ?? 0;
    if (slash && !held) continue;
    open.set(name, held + (slash ? -1 : 1));
    depth += slash ? -1 : 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Whether it would take too long to make something of these elements. */
export const isEntangled = (body) => costOf(body) > MOST || [body, ...body.querySelectorAll("*")].some(isWide);

const isWide = ({ childNodes }) => childNodes.length > WIDEST;
const costOf = (element, depth = 1) => [...element.children].reduce((sum, child) => sum + costOf(child, depth + 1), depth);

/** The lines of a text as paragraphs. */
export function linesOf(text) {
  const { body } = document.implementation.createHTMLDocument();
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  for (const line of lines) body.append(Object.assign(body.ownerDocument.createElement("p"), { textContent: line }));
  return body.innerHTML;
}
