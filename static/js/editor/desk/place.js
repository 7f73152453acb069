// Headings of the Markdown and the names that the page gives them: where one was reading, where one goes on reading.
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/;
const MARKUP = /!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?|[*_~`]+(?=\S)|(?<=\S)[*_~`]+|\{[^}]*\}\s*$/g;

const nameOf = (words) => words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");

/** The headings of a text: { offset, anchor }, equal names numbered as on the page. */
export function headingsOf(text) {
  const found = [];
  const seen = new Map();
  let [offset, fence] = [0, ""];
  for (const line of text.split("\n")) {
    const mark = line.match(FENCE)?.[1];
    if (mark && (!fence || (mark[0] === fence[0] && mark.length >= fence.length))) fence = fence ? "" : mark;
    const words = !fence && line.match(HEADING)?.[1];
    if (words) found.push({ offset: offset + line.indexOf(words), anchor: numbered(nameOf(words.replace(MARKUP, "$1")), seen) });
    offset += line.length + 1;
  }
  return found;
}

function numbered(name, seen) {
  const count = seen.get(name) ?? 0;
  seen.set(name, count + 1);
  return count ? `${name}-${count}` : name;
}

/** Where the heading of that name stands; undefined when there is none. */
export const offsetOfHeading = (text, anchor) => headingsOf(text).find((one) => one.anchor === anchor)?.offset;

/** The name of the last heading at or above an offset; "" before the first. */
export const headingAbove = (text, offset) => headingsOf(text).findLast((one) => one.offset <= offset)?.anchor ?? "";
