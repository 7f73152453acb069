// Parts of a text that the inline parser must not read: each is stood in for by a character that no page has.
const FIRST = 0xf0000; // private use, plane 15
const HELD = /[\u{F0000}-\u{FFFFD}]/gu;
const INSIDE = "[^%]{0,300}";
const ADDRESS_TAG = new RegExp(String.raw`(\](?:\(|:)\s*)(\{%-?\s*\w+${INSIDE}%\}|\{\{[^{}]{1,200}\}\}[^\s()]*)`, "g");
// MkDocs takes file names with spaces as they are; the ending tells one from words in parentheses.
const FILE_ADDRESS = /(\]\()([^()<>\n"']{1,300}\.[A-Za-z0-9]{2,5}(?:#[\w-]*)?)(?=\))/g;

/** The text with template tags and file names with spaces in addresses hidden, and `show`, which gives them back. */
export function hideTags(source) {
  const hidden = [];
  const hide = (whole, before, part) => {
    if (!/\S\s+\S/.test(part) && !part.startsWith("{")) return whole;
    return before + String.fromCodePoint(FIRST + hidden.push(part) - 1);
  };
  if (!source.includes("](") && !source.includes("]:")) return { text: source, show: (text) => text };
  const text = source.replace(ADDRESS_TAG, hide).replace(FILE_ADDRESS, hide);
  const show = (part) => (hidden.length ? part.replace(HELD, (char) => hidden[char.codePointAt(0) - FIRST] ?? char) : part);
  return { text, show };
}

const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** Resolves backslash escapes, as in an address or a title. */
export const unescape = (text) => text.replace(ESCAPE, "$1");
