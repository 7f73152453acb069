// How Mermaid's drawings get their styles where the security policy allows neither style elements nor style
// attributes: rules go into an adopted sheet, and attributes are set as properties. ../rebuild-mermaid.mjs makes
// Mermaid and d3 call these.
let target = new CSSStyleSheet();

/** The sheet that the rules of the next drawing go into. */
export function styleInto(sheet) {
  target = sheet;
}

/** In the place of inserting a style element. */
export const adopt = (rules) => target.replaceSync(rules);

/** In the place of `element.setAttribute(name, value)`. */
export function setAttribute(element, name, value) {
  if (name === "style") element.style.cssText = value;
  else element.setAttribute(name, value);
}

/** In the place of `element.innerHTML`: what parses it again meets no style attributes. */
export function serialise(element) {
  for (const one of element.querySelectorAll("[style]")) {
    one.dataset.style = one.style.cssText;
    one.removeAttribute("style");
  }
  return element.innerHTML;
}

/** Gives elements the styles back that `serialise` took. */
export function applyStyles(root) {
  for (const element of root.querySelectorAll("[data-style]")) {
    element.style.cssText = element.dataset.style;
    element.removeAttribute("data-style");
  }
}
