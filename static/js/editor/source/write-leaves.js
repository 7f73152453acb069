// Blocks that hold text to lines of source.
import { parseBlocks } from "../blocks/parser.js";
import { figureLines } from "../document/figure.js";
import { escapeLineStart } from "./escape.js";
import { imageSource } from "./write-text.js";

/** Lines set in by so many spaces. */
export const indented = (lines, width) => lines.map((line) => (line ? " ".repeat(width) + line : line));

/** A paragraph, none of whose lines begins another block. */
export function paragraph(writer, node) {
  const lines = writer.text(node.content).split("\n");
  return lines.map((line) => (/^\p{L}/u.test(line) || isParagraph(line) ? line : escapeLineStart(line)));
}

function isParagraph(line) {
  const [block, ...more] = parseBlocks(line).children;
  return !more.length && block?.kind === "paragraph" && !/^(=+|-+)$/.test(line.trim());
}

/** A heading of either kind. */
export function heading(writer, { attrs, content }) {
  const text = writer.text(content, !attrs.underlined);
  if (attrs.underlined && attrs.level < 3) return [...text.split("\n"), attrs.level === 1 ? "===" : "---"];
  return [`${"#".repeat(attrs.level)} ${text.replace(/(^|[ \t])(#+)$/, "$1\\$2")}`.trimEnd()];
}

/** A code block, in a fence longer than any in it. */
export function codeBlock({ style }, { attrs, textContent }) {
  const lines = textContent.split("\n");
  if (attrs.fence === "" && !attrs.info) return indented(lines, 4);
  const mark = attrs.fence || style.fence;
  const runs = lines.map((line) => line.match(/^ {0,3}(`+|~+)/)?.[1]).filter((run) => run?.[0] === mark[0]);
  const fence = mark[0].repeat(Math.max(mark.length, ...runs.map((run) => run.length + 1)));
  return [fence + attrs.info, ...(textContent ? lines : []), fence];
}

/** A figure with its caption. */
export function figure(writer, { attrs, content }) {
  return figureLines({ opening: attrs.opening, image: imageSource(attrs, writer.style), caption: writer.text(content, true) });
}
