// Running text cut where its marks change, with the white space at the edges of marks left outside of them.

function pieces(node) {
  const isCode = node.marks.some(({ type }) => type.name === "code");
  const texts = isCode ? [node.text] : node.text.match(/^\s+|\s+$|\S(?:.*\S)?/gs) ?? [];
  return texts.map((text) => ({ node, text, marks: node.marks, blank: !isCode && !text.trim() }));
}

/** Runs of text and single things, each with `node`, `text` and `marks`; white space at the ends shows nothing. */
export function runsOf(fragment) {
  const runs = [];
  fragment.forEach((node) => {
    if (node.isText) runs.push(...pieces(node));
    else runs.push({ node, text: "", marks: node.marks, blank: node.type.name === "hardBreak" });
  });
  while (runs[0]?.blank) runs.shift();
  while (runs.at(-1)?.blank) runs.pop();
  const solid = (from, step) => {
    let at = from;
    while (runs[at]?.blank) at += step;
    return runs[at]?.marks ?? [];
  };
  return runs.map((run, at) => {
    if (!run.blank) return run;
    const before = solid(at, -1);
    const after = solid(at, 1);
    return { ...run, marks: run.marks.filter((mark) => mark.isInSet(before) && mark.isInSet(after)) };
  });
}
