// Icons of the wiki's sprite, for what scripts draw; a word stands beside each or names its button.
const SVG = "http://www.w3.org/2000/svg";

/** The icon of that name; `words.icons` is where the sprite is. */
export function icon(name, words) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.ariaHidden = "true";
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${words.icons}#${name}`);
  svg.append(use);
  return svg;
}
