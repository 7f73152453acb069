// How a page is written, so that what is new looks like what is there.
const COUNTED = {
  bullet: [/^[ \t]*([-*+])[ \t]/gm, "-"],
  emphasis: [/(?<![*_\w\\])([*_])(?=[\p{L}\p{N}])[^*_\n]+\1(?![*_\w])/gu, "*"],
  strong: [/(?<![*_\w\\])(\*\*|__)(?=\S)/g, "**"],
  break: [/( {2}|\\)\r?\n(?=[^\r\n])/g, "\\"],
  fence: [/^[ \t]*(```|~~~)[^`~\n]*$/gm, "```"],
  rule: [/^(-{3,}|\*{3,}|_{3,}|\* \* \*|- - -)[ \t]*$/gm, "---"],
  newline: [/(\r\n|\n|\r)/g, "\n"],
};

function mostFrequent(source, pattern, otherwise) {
  const counts = new Map();
  for (const found of source.matchAll(pattern)) counts.set(found[1], (counts.get(found[1]) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [otherwise, 0])[0];
}

/** The habits of a source. */
export function styleOf(source) {
  const habits = Object.entries(COUNTED).map(([name, [pattern, otherwise]]) => [name, mostFrequent(source, pattern, otherwise)]);
  return Object.fromEntries(habits);
}
