// Diagrams of Mermaid, drawn in the browser; what draws them is fetched with the first.
import { complaint } from "./diagrams/complaint.js";

const COLOURS = {
  background: "--sheet",
  primaryColor: "--accent-tint",
  primaryTextColor: "--text",
  primaryBorderColor: "--accent",
  secondaryColor: "--well",
  tertiaryColor: "--desk",
  edgeLabelBackground: "--sheet",
  lineColor: "--text-faint",
  textColor: "--text",
  noteBkgColor: "--caution-tint",
  noteTextColor: "--text",
  noteBorderColor: "--caution-rule",
  errorBkgColor: "--danger-tint",
  errorTextColor: "--danger",
};
const shown = new Map(); // elements and what is drawn in them
let made = 0;

/** The page's colours and type, as they are right now: Mermaid reckons with them. */
function look(element) {
  const probe = document.createElement("span");
  element.append(probe);
  const { fontFamily } = getComputedStyle(probe);
  const read = ([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  };
  const colours = Object.fromEntries(Object.entries(COLOURS).map(read));
  probe.remove();
  const plain = { useGradient: false, dropShadow: "none" };
  return { ...colours, ...plain, fontFamily, fontSize: "16px", darkMode: isDark(colours.background) };
}

const isDark = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) < 384;

/**
 * Draws a source into an element, in the place of what it held; what is wrong with it is said there instead. `words` are
 * as in data- attributes.
 */
export async function drawDiagram(element, source, words) {
  const { draw } = await import("../vendor/mermaid/mermaid.js");
  if (!element.isConnected) return; // it went away while the drawing was fetched: nothing tells its colours
  element.id ||= `diagram-${++made}`;
  const looks = look(element);
  shown.set(element, { source, words });
  const drawn = await draw(`${element.id}-drawing`, source, looks).catch((error) => complaint(error, source, words));
  if (shown.get(element)?.source !== source) return; // a later drawing is on its way
  if (drawn instanceof SVGElement) drawn.ariaLabel ||= words.diagram;
  element.toggleAttribute("data-dark", looks.darkMode);
  element.replaceChildren(drawn);
}

/** Shows each block of Mermaid code in a text as its diagram, with the code folded away. */
export function drawDiagrams(root, words = root.dataset) {
  for (const code of root.querySelectorAll("pre > code.language-mermaid")) {
    const drawing = document.createElement("div");
    const summary = document.createElement("summary");
    summary.textContent = words.diagramSource;
    const source = document.createElement("details");
    const figure = document.createElement("figure");
    figure.className = "diagram";
    code.parentElement.replaceWith(figure);
    source.append(summary, code.parentElement);
    figure.append(drawing, source);
    drawDiagram(drawing, code.textContent, words);
  }
}

function redraw() {
  for (const [element, { source, words }] of shown) {
    if (element.isConnected) drawDiagram(element, source, words);
    else shown.delete(element);
  }
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
