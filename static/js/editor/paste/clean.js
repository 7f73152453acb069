// HTML of other programs to plain structure: what the text is stays, what it looks like goes.
import { isEndless, isEntangled, linesOf } from "./bounds.js";
import { foldDocs } from "./docs.js";
import { mendLists } from "./lists.js";
import { takePictures, withoutMarks } from "./pictures.js";
import { withoutStyles } from "./styles.js";
import { mendTables } from "./tables.js";
import { foldWord } from "./word.js";

const GONE = "style, script, meta, link, title, template, noscript, noembed, noframes, svg, iframe, object, embed, button, select, textarea, " +
  "audio, video, canvas, map, head, [hidden], .MsoToc1, .MsoToc2, .MsoToc3, .MsoToc4, .MsoToc5, .MsoCommentReference, .EOP, br[clear], img[aria-roledescription=checkbox]";
const KEPT = new Set(("P H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE PRE CODE TABLE THEAD TBODY TFOOT TR TD TH STRONG B EM I S DEL MARK A BR IMG HR " +
  "DL DT DD DIV").split(" "));
const BLOCKS = new Set("ADDRESS ARTICLE ASIDE CENTER DETAILS FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER MAIN NAV SECTION SUMMARY".split(" "));
const RENAMED = { STRIKE: "s", TT: "code", SAMP: "code", KBD: "code", CITE: "em", DFN: "em", VAR: "em" };
const ATTRIBUTES = { A: ["href", "title"], IMG: ["src", "alt"], OL: ["start"], LI: ["data-checked"], TD: ["align"], TH: ["align"], PRE: ["data-info"] };
const ALLOWED = /^(?:https?:|mailto:|tel:|\/(?!\/))/i;

/**
 * The HTML of a clipboard as HTML that the editor reads, with a mark in the place of each picture, and the pictures;
 * `rtf` is the same text as the clipboard has it in that format, where the pictures of Word are, `text` the one that is
 * taken where the HTML is too much to be read.
 */
export function cleaned(html, { rtf = "", text = "", origin = location.origin } = {}) {
  const plain = withoutStyles(withoutMarks(html));
  if (isEndless(plain)) return withoutPictures(linesOf(text));
  const { body } = new DOMParser().parseFromString(plain, "text/html");
  if (isEntangled(body)) return withoutPictures(linesOf(text || body.textContent));
  dropComments(body);
  foldWord(body);
  foldDocs(body);
  for (const element of body.querySelectorAll(GONE)) element.remove();
  mendTasks(body);
  mendCode(body);
  simplify(body);
  mendLists(body);
  mendTables(body);
  mendLinks(body, origin);
  const pictures = takePictures(body, { rtf, origin });
  strip(body);
  return { html: body.innerHTML, pictures };
}

const withoutPictures = (html) => ({ html, pictures: Object.assign([], { lost: 0, remote: 0 }) });

function dropComments(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.remove();
}

/** Another element with the content of this one. */
function renamed(element, tag) {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

const unwrap = (element) => element.replaceWith(...element.childNodes);

// Deepest first, so that what is around an element is simplified after it.
function simplify(body) {
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    const { tagName } = element;
    if (tagName in RENAMED) renamed(element, RENAMED[tagName]);
    else if (tagName === "CAPTION") element.closest("table").before(renamed(element, "p"));
    else if (BLOCKS.has(tagName)) renamed(element, "div");
    else if (!KEPT.has(tagName)) unwrap(element);
  }
  for (const heading of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) heading.querySelectorAll("strong, b").forEach(unwrap);
  for (const block of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) if (isEmpty(block)) block.remove();
  for (const line of body.querySelectorAll(":scope > br, .Apple-interchange-newline")) line.remove();
}

const isEmpty = (block) => !block.textContent.replace(/[\s\u00a0\u200b]/g, "") && !block.querySelector("img, br, hr");

function mendTasks(body) {
  for (const item of body.querySelectorAll("li[aria-checked]")) item.dataset.checked = item.ariaChecked;
  for (const box of body.querySelectorAll("li input[type=checkbox]")) {
    box.closest("li").dataset.checked = String(box.checked || box.hasAttribute("checked"));
    box.remove();
  }
  for (const other of body.querySelectorAll("input")) other.remove();
}

function mendCode(body) {
  for (const block of body.querySelectorAll("pre")) {
    const language = block.outerHTML.match(/\b(?:language|lang|highlight-source)-([\w+#-]+)/)?.[1];
    block.textContent = block.textContent.replace(/\n$/, "");
    if (language) block.dataset.info = language;
  }
}

function mendLinks(body, origin) {
  for (const link of body.querySelectorAll("a")) {
    const address = leadsTo(link.getAttribute("href") ?? "", origin);
    if (address) link.setAttribute("href", address);
    else unwrap(link);
  }
}

/** Where a link leads, "" for nowhere outside the text that it was copied from. */
function leadsTo(written, origin) {
  const asked = written.match(/^https:\/\/www\.google\.[a-z.]+\/url\?(.*)$/);
  const address = (asked && new URLSearchParams(asked[1]).get("q")) || written.trim();
  const own = address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  return ALLOWED.test(own) ? own : "";
}

function strip(body) {
  for (const element of body.querySelectorAll("*")) {
    const kept = ATTRIBUTES[element.tagName] ?? [];
    for (const name of element.getAttributeNames()) if (!kept.includes(name)) element.removeAttribute(name);
  }
}
