// Running text to source, in the habits of the page.
import { normalLabel } from "../blocks/references.js";
import { escapeMarks } from "./escape.js";
import { runsOf } from "./runs.js";

const AROUND = { strike: "~~", highlight: "==", inserted: "^^" };
const TEMPLATE = /\{[{%]/;
const FILE = /^[^()<>\n"']+\.[A-Za-z0-9]{2,5}(?:#[\w-]*)?$/;

function address(href) {
  if (TEMPLATE.test(href) || (/\s/.test(href) && FILE.test(href) && href === href.trim())) return href;
  const plain = /^[^\s<()\\]*$/.test(href) && href !== "";
  if (plain || (/^[^\s<\\][^\s\\]*$/.test(href) && isBalanced(href))) return href;
  return `<${href.replace(/[<>\\]/g, "\\$&")}>`;
}

function isBalanced(href) {
  let open = 0;
  for (const char of href) {
    if (char === "(") open += 1;
    if (char === ")" && --open < 0) return false;
  }
  return open === 0;
}

const title = (text) => (text ? ` "${text.replace(/["\\]/g, "\\$&")}"` : "");

/** What follows the closing bracket of a link or image with that source inside. */
function target({ href, label, title: words }, inside, { fullLabels }) {
  if (label === null) return `(${address(href)}${title(words)})`;
  return !fullLabels && normalLabel(inside) === normalLabel(label) ? "" : `[${label}]`;
}

/** The source of an image. */
export function imageSource({ src, alt, title: words, label, size }, style) {
  const text = escapeMarks(alt);
  return `![${text}]${target({ href: src, label, title: words }, text, style)}${size ?? ""}`;
}

const ATOMS = {
  image: ({ attrs }, { style }) => imageSource(attrs, style),
  wikiLink: ({ attrs: { wiki, label } }) => `[[${wiki}${label ? `|${label}` : ""}]]`,
  footnoteReference: ({ attrs }) => `[^${attrs.name}]`,
  inlineSource: ({ attrs }) => attrs.source,
  hardBreak: ({ attrs }, { style, inLine }) => (attrs.mark || inLine ? (attrs.mark ?? "<br>") : `${style.break}\n`),
};

function codeSpan(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(text.includes("`") ? longest + 1 : 1);
  const space = /^`|`$|^ .*[^ ].* $/.test(text) ? " " : "";
  return fence + space + text + space + fence;
}

function inner(run, options) {
  if (!run.node.isText) return ATOMS[run.node.type.name](run.node, options);
  if (run.marks.some(({ type }) => type.name === "code")) return codeSpan(run.text);
  return options.escape ? escapeMarks(run.text) : run.text;
}

function opening(mark, { style }) {
  const { name } = mark.type;
  if (name === "link") return "[";
  return name === "bold" ? style.strong : name === "italic" ? style.emphasis : AROUND[name];
}

const closing = (mark, inside, options) => (mark.type.name === "link" ? `]${target(mark.attrs, inside, options.style)}` : opening(mark, options));

/** A link whose text is its own address needs no brackets. */
function ownAddress(mark, text, { brackets }) {
  const { href, title: words } = mark.attrs;
  const form = brackets && mark.attrs.form === "bare" ? "auto" : mark.attrs.form;
  const same = href === text || href === `mailto:${text}` || (form === "bare" && href === `http://${text}`);
  if (!same || words || !form) return null;
  return form === "auto" ? `<${text}>` : form === "bare" ? text : null;
}

function writeRuns(runs, marked, options) {
  let source = "";
  for (let at = 0; at < runs.length; ) {
    const mark = outermost(runs, at, marked);
    const end = mark ? extent(runs, at, mark) : at + 1;
    source += mark ? writeMark(runs.slice(at, end), mark, marked, options) : inner(runs[at], options);
    at = end;
  }
  return source;
}

function writeMark(runs, mark, marked, options) {
  const text = runs.map((run) => run.text).join("");
  const own = mark.type.name === "link" && runs.length === 1 ? ownAddress(mark, text, options) : null;
  if (own) return own;
  const inside = writeRuns(runs, [...marked, mark], options);
  return opening(mark, options) + inside + closing(mark, inside, options);
}

const ORDER = ["bold", "italic", "strike", "highlight", "inserted", "link"];
const extent = (runs, from, mark) => {
  let end = from + 1;
  while (end < runs.length && mark.isInSet(runs[end].marks)) end++;
  return end;
};

/** Of the marks that begin here the one that goes on for longest. */
function outermost(runs, at, marked) {
  const begun = runs[at].marks.filter((mark) => mark.type.name !== "code" && !mark.isInSet(marked));
  const rank = (mark) => extent(runs, at, mark) * ORDER.length - ORDER.indexOf(mark.type.name);
  return begun.reduce((best, mark) => (!best || rank(mark) > rank(best) ? mark : best), null);
}

/**
 * The source of a fragment of running text.
 * `escape`: no character of the text may be a mark; `inLine`: it stays on one line, as in tables and headings;
 * `brackets`: bare addresses get them, because what follows would belong to the address.
 */
export function writeText(fragment, options) {
  return writeRuns(runsOf(fragment), [], options);
}
