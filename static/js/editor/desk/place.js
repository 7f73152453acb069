// Headings of the Markdown and the names that the page gives them: where one was reading, where one goes on reading.
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})\s*$/;
const WORDS = /^ {0,3}(?=\S)(?![#>|`~]|[-*+] |\d+[.)] )(.*)$/;
const NAME = /\s*\{[^}]*#([\w-]+)[^}]*\}\s*$/; // a name that the author gave
const MARKUP = /!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?|[*`~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;

const nameOf = (words) => words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");

/** The words of the heading on a line, if it is one. */
function wordsOf(line, next) {
  return line.match(HEADING)?.[1] ?? (UNDERLINE.test(next ?? "") ? line.match(WORDS)?.[1] : undefined);
}

/** The headings of a text: { offset, anchor }, equal names numbered as on the page. */
export function headingsOf(text) {
  const found = [];
  const seen = new Map();
  let [offset, fence] = [0, ""];
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const mark = line.match(FENCE)?.[1];
    if (mark && (!fence || (mark[0] === fence[0] && mark.length >= fence.length))) fence = fence ? "" : mark;
    const words = fence ? "" : wordsOf(line, lines[index + 1]);
    if (words) found.push({ offset: offset + line.indexOf(words), anchor: anchorOf(words, seen) });
    offset += line.length + 1;
  });
  return found;
}

function anchorOf(words, seen) {
  const name = words.match(NAME)?.[1] ?? nameOf(words.replace(MARKUP, "$1"));
  const count = seen.get(name) ?? 0;
  seen.set(name, count + 1);
  return count ? `${name}-${count}` : name;
}

/** Where the heading of that name stands; undefined when there is none. */
export const offsetOfHeading = (text, anchor) => headingsOf(text).find((one) => one.anchor === anchor)?.offset;

/** The name of the last heading at or above an offset; "" before the first. */
export const headingAbove = (text, offset) => headingsOf(text).findLast((one) => one.offset <= offset)?.anchor ?? "";
