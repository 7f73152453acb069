// Draws diagrams. Strict: no scripts, no links that run, and in labels nothing but text and its marks.
import mermaid from "mermaid";
import { applyStyles, styleInto } from "./mermaid-styles.mjs";

const LABELS = {
  // Nothing that asks for a file, and nothing to fill in.
  FORBID_TAGS: ["img", "image", "picture", "source", "audio", "video", "track", "dialog", "style", "form", "input", "button", "select", "textarea"],
  FORBID_ATTR: ["style"],
};
// What no diagram may set for itself; the first ones are Mermaid's own list.
const SECURE = ["secure", "securityLevel", "startOnLoad", "maxTextSize", "suppressErrorRendering", "maxEdges"];
const OURS = ["layout", "themeCSS", "fontFamily", "altFontFamily", "dompurifyConfig"];

const sheets = new Map();
let busy = Promise.resolve();

/**
 * The drawing of a source, an <svg> with that id; what is drawn later under the same id takes over its styles.
 * `look` are Mermaid's theme variables. Rejects when the source is no diagram.
 */
export function draw(id, source, look) {
  const drawing = busy.then(() => drawNow(id, source, look)); // Mermaid's settings are one for all
  busy = drawing.catch(() => {});
  return drawing;
}

async function drawNow(id, source, look) {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    layout: "dagre", // the other one is left out of this bundle
    dompurifyConfig: LABELS,
    secure: [...SECURE, ...OURS],
    theme: "base",
    themeVariables: look,
    fontFamily: look.fontFamily,
  });
  styleInto(sheetOf(id));
  const { svg } = await mermaid.render(id, source);
  const drawn = new DOMParser().parseFromString(svg, "text/html").body;
  applyStyles(drawn);
  return document.adoptNode(drawn.firstElementChild);
}

function sheetOf(id) {
  if (!sheets.has(id)) {
    sheets.set(id, new CSSStyleSheet());
    document.adoptedStyleSheets.push(sheets.get(id));
  }
  return sheets.get(id);
}
