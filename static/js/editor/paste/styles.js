// Style attributes as text: the security policy lets no style of a clipboard be read as one.

/** HTML whose style attributes are called data-style. */
export const withoutStyles = (html) => html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style\s*=/gi, "$1data-style="));

/** The declarations of an element's style, by name in small letters. */
export function stylesOf(element) {
  const pairs = (element.dataset.style ?? "").split(";").map((pair) => {
    const [name, ...value] = pair.split(":");
    return [name.trim().toLowerCase(), value.join(":").trim().toLowerCase()];
  });
  return Object.fromEntries(pairs.filter(([name]) => name));
}

const isBold = (weight) => /^(bold|bolder|[6-9]00)$/.test(weight ?? "");
const isPlain = (weight) => /^(normal|lighter|[1-4]00)$/.test(weight ?? "");

/** Whether the element is there to be seen. */
export function isHidden(element) {
  const { display, "mso-hide": hide } = stylesOf(element);
  return display === "none" || hide === "all";
}

/** The elements that say what a run of text looks like, as far as that has a meaning. */
export function meaningOf(element) {
  const { "font-weight": weight, "font-style": slant, "text-decoration": line = "", "text-decoration-line": lines = "" } = stylesOf(element);
  return [isBold(weight) && "strong", slant === "italic" && "em", `${line} ${lines}`.includes("line-through") && "s"].filter(Boolean);
}

/** Whether an element that makes its text bold or slanted takes that back in its style, as Google's do. */
export function isUndone(element) {
  const { "font-weight": weight, "font-style": slant } = stylesOf(element);
  if (/^(B|STRONG)$/.test(element.tagName)) return isPlain(weight);
  return /^(I|EM)$/.test(element.tagName) && slant === "normal";
}

/** "left", "center" or "right", where a cell is aligned so. */
export function alignmentOf(cell) {
  const align = stylesOf(cell)["text-align"] ?? cell.getAttribute("align")?.toLowerCase();
  return ["left", "center", "right"].includes(align) ? align : "";
}
