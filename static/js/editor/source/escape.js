// Characters that would be read as marks get a backslash.
const LINE_START =
  /^(?:(#{1,6})(?=[ \t]|$)|([-+*])(?=[ \t]|$)|(\d{1,9})([.)])(?=[ \t]|$)|(>)|(!!!|\?\?\?)|(={2,}|-{2,}|\*{3,}|_{3,}|`{3,}|~{3,}|\+{3,})|(:)[ \t]|(\[[^\]\n]+\]):|(\*\[)|(<))/;
const SIGNS = /\\(?=[!-/:-@[-`{-~]|$)|[`*[\]]|_/g;
const PAIRS = /<(?=[a-zA-Z/!?])|&(?=#?[a-zA-Z0-9]{1,31};)|~(?=\S)|(?<=\S)~|==|\^\^|\+\+|\{(?=[{%:.# a-z])/g;
const ADDRESSES =
  /(?<=https?):(?=\/\/)|(?<=\bwww)\.|(?<=[\w.+-])@(?=[\w-]+\.)|:(?=(?:material|octicons|simple|fontawesome)-)/g;

/** Text in which no character is a mark. */
export function escapeMarks(text) {
  return text
    .replace(SIGNS, (char, at) => (char === "_" && isInsideWord(text, at) ? char : `\\${char}`))
    .replace(PAIRS, "\\$&")
    .replace(ADDRESSES, "\\$&");
}

const WORD = /[\p{L}\p{N}]/u;
const isInsideWord = (text, at) => WORD.test(text[at - 1] ?? "") && WORD.test(text[at + 1] ?? "");

/** A line of a paragraph that begins no other block. */
export function escapeLineStart(line) {
  return line.replace(LINE_START, (whole, ...groups) => {
    const [number, sign] = [groups[2], groups[3]];
    return number ? `${number}\\${sign}` : `\\${whole}`;
  });
}
