// Plain text that means more: rows of a sheet, or Markdown.
const STRONG = [
  /^#{1,6} \S/m, // a heading
  /^```/m,
  /^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$/m, // below the head of a table
  /!?\[[^\]\n]+\]\([^)\s]+\)/, // a link or an image
  /\[\[[^\]\n]+\]\]/,
  /^> \[![A-Z]+\]/m,
  /^\s*[-*+] \[[ xX]\] \S/m, // a task
];
const WEAK = [/^\s*[-*+] \S/gm, /^\s*\d+[.)] \S/gm, /^> \S/gm, /(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?!\*)/g, /(?<![\w`])`[^`\n]+`(?![\w`])/g];

/** Whether a text was most likely written in Markdown. */
export function looksLikeMarkdown(text) {
  return STRONG.some((sign) => sign.test(text)) || WEAK.some((sign) => (text.match(sign) ?? []).length > 1);
}

/** The rows of a sheet as it puts them on the clipboard as text; null for any other text. */
export function rowsOf(text) {
  if (!text.includes("\t")) return null;
  const rows = readRows(text.replace(/\r\n?/g, "\n").replace(/\n$/, ""));
  const width = rows[0].length;
  const isSheet = width > 1 && rows.length > 1 && rows.every((row) => row.length === width);
  return isSheet && rows.some(([first]) => first) ? rows : null; // nothing before the tabs: a text that is indented
}

// A cell with a line break, a tab or a quotation mark at its beginning stands in quotation marks, which are doubled inside.
function readRows(text) {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/gy;
  for (;;) {
    const [, quoted, plain, end] = cell.exec(text);
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (!end) return rows;
    if (end === "\n") rows.push([]);
  }
}
