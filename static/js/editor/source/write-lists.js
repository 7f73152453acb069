// Lists to lines of source.
const TASK = /^\[[ xX]\](?=[ \t])/;
const pad = (line, width) => (line ? " ".repeat(width) + line : "");

// The server takes nothing off a blank line inside an item, so nothing is put before it.
const inItem = (line, width) => (line.trim() ? pad(line, width) : line);

function hang(lines, first, rest) {
  return lines.map((line, index) => (index ? rest(line, first.length) : (first + line).replace(/[ \t]+$/, (end) => (line ? end : ""))));
}

function markerOf(writer, { type, attrs }, index) {
  if (type.name === "bulletList") return attrs.marker ?? writer.style.bullet;
  return `${attrs.counting ? attrs.start + index : attrs.start}${attrs.marker ?? "."}`;
}

function itemLines(writer, item, tight) {
  const lines = writer.inside(item, tight);
  const { checked } = item.attrs;
  if (!lines.length) lines.push("");
  if (checked === null) lines[0] = lines[0].replace(TASK, "\\$&");
  else if (lines[0]) lines[0] = `[${checked ? "x" : " "}] ${lines[0]}`;
  return lines;
}

/** Bullets or numbers, each item with its blocks under its text. */
export function writeList(writer, node) {
  const { tight, indent, gap } = node.attrs;
  const lines = [];
  node.forEach((item, offset, index) => {
    const first = " ".repeat(indent) + markerOf(writer, node, index) + " ".repeat(gap ?? 1);
    if (index && !tight) lines.push("");
    lines.push(...hang(itemLines(writer, item, tight), first, inItem));
  });
  return lines;
}

/** Terms, each with its definitions below it. */
export function writeDefinitions(writer, node) {
  const lines = [];
  node.forEach((child) => {
    if (child.type.name === "definitionTerm") {
      if (/^:/.test(lines.findLast((line) => /^\S/.test(line)) ?? "")) lines.push("");
      lines.push(writer.text(child.content, true));
    } else {
      const gap = child.attrs.gap ?? 1;
      lines.push(...hang(writer.inside(child), `:${" ".repeat(Math.min(gap, 3))}`, pad));
    }
  });
  return lines;
}
