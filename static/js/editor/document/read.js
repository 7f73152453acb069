// A source to the nodes of the document, each with the lines it came from.
import { linesOf, newDefinitions, parseBlocks } from "../blocks/parser.js";
import { build, island } from "./build.js";
import { Unrepresentable } from "./text.js";

/** The definitions of a source, and its blocks: `start` and `end` are line indexes, the end excluded. */
export function readBlocks(source, known) {
  const definitions = newDefinitions();
  const tree = parseBlocks(source, definitions);
  if (known) {
    definitions.references = { ...known.references, ...definitions.references };
    for (const name of known.footnotes) definitions.footnotes.add(name);
  }
  const lines = linesOf(source);
  const blocks = tree.children.map((block, index) => {
    const start = block.start - 1;
    const limit = tree.children[index + 1]?.start - 1 || lines.length;
    return { block, start, end: endOf(lines, start, limit, block) };
  });
  return { definitions, blocks, lines };
}

function endOf(lines, start, limit, block) {
  if (block.open && limit === lines.length) return limit; // a fence never closed takes the blank lines too
  let end = limit;
  while (end > start + 1 && !lines[end - 1].trim()) end--;
  return end;
}

/** The nodes of a source; a block that the document cannot hold becomes an island. */
export function readNodes(source, known) {
  const { definitions, blocks, lines } = readBlocks(source, known);
  return { definitions, nodes: blocks.map((found) => ({ ...found, node: nodeOf(found, lines, definitions) })) };
}

function nodeOf({ block, start, end }, lines, definitions) {
  try {
    return build(block, definitions);
  } catch (error) {
    if (!(error instanceof Unrepresentable)) throw error;
    return island({ kind: error.message, lines: lines.slice(start, end) });
  }
}
