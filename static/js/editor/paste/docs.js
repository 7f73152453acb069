// What Google Docs and others say by style alone.
import { isHidden, isUndone, meaningOf } from "./styles.js";

/** Turns runs of text that only look bold or slanted into elements that say so. */
export function foldDocs(body) {
  for (const element of [...body.querySelectorAll("[data-style]")]) {
    if (isHidden(element)) element.remove();
    else if (isUndone(element)) element.replaceWith(...element.childNodes);
    else if (/^(SPAN|FONT)$/.test(element.tagName)) for (const tag of meaningOf(element)) wrap(element, tag);
  }
}

/** Puts an element around what it holds. */
function wrap(element, tag) {
  if (!element.textContent.trim()) return;
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.append(made);
}
