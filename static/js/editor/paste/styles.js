// Style attributes as text: the security policy lets no style of a clipboard be read as one.

// What is not closed goes on to the end: so a text is read once, whatever is in it.
const TAG = /<!--[^]*?(?:-->|$)|<(script|style)\b[^]*?(?:<\/\1[^>]*>?|$)|<[a-z](?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>]+)*>?/gi;
const REFUSED = /"[^"]*"?|'[^']*'?|(?<=[\s"'/])(style|on\w+)(?=\s*=)/gi;
const renamed = (tag) => tag.replace(REFUSED, (found, name) => (name ? `data-${name}` : found));

/** HTML without what the policy would refuse aloud: scripts, sheets, another base; style attributes are called data-style. */
export const withoutStyles = (html) => html.replace(TAG, (tag, refused) => (refused || /^<(?:!|base\b)/i.test(tag) ? "" : renamed(tag)));

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

/** Whether nobody was to see the element, as far as it says so itself. */
export function isHidden(element) {
  const { display, visibility, opacity, "mso-hide": hide, "font-size": size } = stylesOf(element);
  if (display === "none" || hide === "all" || (opacity && Number(opacity) === 0)) return true;
  const undone = (name) => element.querySelector(`[data-style*="${name}" i]`); // an element inside can be seen again
  return (visibility === "hidden" && !undone("visibility")) || (/^0\D*$/.test(size ?? "") && !undone("font-size"));
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
