// Inline rules of the wiki's dialects: what links to pages and notes, and what stays source.
import { normalLabel } from "../blocks/references.js";

const WIKI_LINK = /\[\[([^[\]\n|]{1,300})(?:\|([^[\]\n]{1,1000}))?\]\]/y;
const FOOTNOTE = /\[\^([^\]\s]{1,200})\]/y;
const ICON_SETS = "material|octicons|simple|fontawesome-(?:brands|solid|regular)";
const NAMES = "width|height|align|valign|title|target|rel|loading|lang|dir|start|style|role|alt|download|data-[a-z-]+|aria-[a-z-]+";
const ONE = String.raw`(?:[.#][\w:-]+|(?:${NAMES})=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))`;
const ATTRIBUTES = String.raw`\{:?[ ]*${ONE}(?:[ ]+${ONE})*[ ]*\}`;
const COMMENT = String.raw`\{%-?\s*comment\s*-?%\}[^]{0,4000}?\{%-?\s*endcomment\s*-?%\}`;
const TEMPLATE_TAG = String.raw`\{%[^%]{0,300}%\}|\{\{[^{}]{0,300}\}\}`;
const KEY = String.raw`(?:[\w-]+|"[^"\n]+")`;
const SOURCE = new RegExp(
  `${COMMENT}|${TEMPLATE_TAG}|${ATTRIBUTES}|:(?:${ICON_SETS})-[a-z0-9-]{1,80}:|` + String.raw`(?<!\w)\+\+${KEY}(?:\+${KEY})*\+\+`,
  "y",
);

export const ATTRIBUTE_LIST = new RegExp(`^${ATTRIBUTES}$`);

function at(pattern, state) {
  pattern.lastIndex = state.pos;
  const found = pattern.exec(state.src);
  return found && pattern.lastIndex <= state.posMax ? found : null;
}

function push(state, silent, type, found, meta) {
  if (!silent) Object.assign(state.push(type, "", 0), { content: found[0], meta });
  state.pos += found[0].length;
  return true;
}

/** `[[Title]]`, `[[Space/Page#anchor|text]]`. */
export function wikiLink(state, silent) {
  const found = at(WIKI_LINK, state);
  const wiki = found?.[1].replaceAll("\\", "").trim();
  if (!wiki || state.env.references[normalLabel(wiki)]) return false;
  return push(state, silent, "wiki_link", found, { wiki, label: found[2]?.trim() || null });
}

/** `[^name]` of a note that the page has. */
export function footnoteReference(state, silent) {
  const found = at(FOOTNOTE, state);
  if (!found || !state.env.footnotes.has(found[1].toLowerCase())) return false;
  return push(state, silent, "footnote_reference", found, { name: found[1] });
}

/** Other tools' tags, attribute lists, icons and keys. */
export function inlineSource(state, silent) {
  const found = "{:+".includes(state.src[state.pos]) && at(SOURCE, state);
  return found ? push(state, silent, "source", found, null) : false;
}
