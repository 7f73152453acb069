// Link reference definitions: `[label]: address "title"` (CommonMark 0.31.2, section 4.7).
import { hideTags, unescape } from "../inline/hidden.js";

const TITLE = String.raw`"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)`;
const LABEL = String.raw`(?:[^\\\[\]]|\\[^]){1,999}`;
const ANGLE_ADDRESS = String.raw`<(?:[^<>\n\\]|\\.)*>`;
const DEFINITION = new RegExp(
  String.raw` {0,3}\[(${LABEL})\]:[ \t]*\n?[ \t]*(${ANGLE_ADDRESS}|[^\s<]\S*)` +
    String.raw`(?:(?:[ \t]+|[ \t]*\n[ \t]*)(${TITLE}))?[ \t]*(?:\n|$)`,
  "y",
);

/** The form in which two labels of a reference are compared. */
export function normalLabel(label) {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

/** Adds the definitions at the beginning of a paragraph to `references`; how many lines they take. */
export function takeReferences(text, references) {
  const hidden = hideTags(text);
  let position = 0;
  DEFINITION.lastIndex = 0;
  for (let found; (found = DEFINITION.exec(hidden.text)); DEFINITION.lastIndex = position) {
    const label = normalLabel(found[1]);
    if (!label) break;
    position = DEFINITION.lastIndex;
    const address = found[2].startsWith("<") ? found[2].slice(1, -1) : found[2];
    references[label] ??= { href: unescape(hidden.show(address)), title: unescape(found[3]?.slice(1, -1) ?? ""), written: found[1] };
  }
  const taken = hidden.text.slice(0, position);
  return taken ? taken.split("\n").length - (taken.endsWith("\n") ? 1 : 0) : 0;
}
