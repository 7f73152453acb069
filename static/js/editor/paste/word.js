// Microsoft Word: list items are paragraphs that only look like items, and headings may be paragraphs with a class.
import { nestItems } from "./lists.js";
import { stylesOf } from "./styles.js";

const PLACE = /\blevel(\d+)/;
const NUMBER = /^\(?(\d+|[a-z]{1,4})[.)]/i;

/** Turns Word's own ways into elements. */
export function foldWord(body) {
  for (const title of body.querySelectorAll("p.MsoTitle")) title.replaceWith(heading(title, "h1"));
  for (const title of body.querySelectorAll("p.MsoSubtitle")) title.replaceWith(heading(title, "h2"));
  for (const title of body.querySelectorAll("p[role=heading][aria-level]")) title.replaceWith(heading(title, `h${title.ariaLevel}`));
  for (const quote of body.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote")) quote.replaceWith(quoted(quote));
  nestItems([...body.querySelectorAll("p, div")].map(itemOf).filter(Boolean));
  for (const numbered of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) signOf(numbered)?.remove();
  nestItems([...body.querySelectorAll(".ListContainerWrapper > :is(ul, ol) > li")].map(onlineItemOf));
}

function heading(paragraph, tag) {
  const made = paragraph.ownerDocument.createElement(tag);
  made.append(...paragraph.cloneNode(true).childNodes);
  return made;
}

function quoted(paragraph) {
  const made = paragraph.ownerDocument.createElement("blockquote");
  made.append(paragraph.cloneNode(true));
  return made;
}

/** A paragraph that is an item of a list, as nestItems takes it; undefined for any other. */
function itemOf(element) {
  const place = stylesOf(element)["mso-list"]?.match(PLACE);
  if (!place || element.closest("li")) return undefined;
  const sign = signOf(element);
  const text = (sign?.textContent ?? "").replace(/[\s\u00a0]+/g, "");
  sign?.remove();
  const number = text.match(NUMBER)?.[1];
  return { element, level: Number(place[1]), ordered: Boolean(number), start: Number(number) || 1 };
}

/** The bullet or number that Word writes before the text. */
const signOf = (element) => [...element.querySelectorAll("[data-style]")].find((part) => stylesOf(part)["mso-list"] === "ignore");

/** Word on the web gives each item a list of its own, and says its level beside it. */
function onlineItemOf(item) {
  const level = Number(item.dataset.ariaLevel ?? item.getAttribute("aria-level")) || 1;
  const list = item.parentElement;
  return { element: list.parentElement, content: item, level, ordered: list.tagName === "OL", start: list.start || 1 };
}
