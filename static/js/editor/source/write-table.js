// Tables to lines of source.
const RULES = { left: ":--", center: ":-:", right: "--:" };

/** One line for each row, and the row of dashes that aligns the columns. */
export function writeTable(writer, node) {
  const { edges, padded } = node.attrs;
  const space = padded ? " " : "";
  const row = (cells) => {
    const inside = cells.join(`${space}|${space}`);
    return (edges || cells.length === 1 ? `|${space}${inside}${space}|` : inside).trimEnd();
  };
  const lines = [];
  node.forEach((line, offset, index) => {
    const cells = line.children.map((cell) => writer.text(cell.firstChild.content, true).replaceAll("\n", " ").replaceAll("|", "\\|"));
    lines.push(row(cells));
    if (!index) lines.push(row(line.children.map((cell) => RULES[cell.attrs.align] ?? "---")));
  });
  return lines;
}
