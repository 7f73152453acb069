// Footnotes (GitHub) and definition lists (Markdown Extra). See wiki/markup/blocks/notes.py.
import { Block, Container, ENDS, GOES_ON } from "./tree.js";

const CODE_INDENT = 4;
const FOOTNOTE = /\[\^([^\]\s]+)\]:/y;
const DEFINITION = /:[ \t]+\S/y;

class Footnote extends Container {
  kind = "footnote";
  lazy = true;
  ghost = true;

  goesOn(line) {
    if (line.indent < CODE_INDENT && !line.blank) return ENDS;
    line.advance(CODE_INDENT);
    return GOES_ON;
  }
}

class DefinitionList extends Container {
  kind = "definitions-list";
  lazy = true;

  goesOn() {
    return GOES_ON;
  }

  accepts(block) {
    return block.kind === "term" || block.kind === "definition";
  }
}

class Term extends Block {
  kind = "term";
}

class Definition extends Container {
  kind = "definition";
  lazy = true;

  goesOn(line) {
    if (line.indent < this.offset && !line.blank) return ENDS;
    line.advance(this.offset);
    return GOES_ON;
  }
}

/** `[^name]: text`. */
export function startFootnote(parser, line, depth) {
  const found = line.match(FOOTNOTE);
  if (!found) return false;
  parser.push(Object.assign(new Footnote(), { name: found[1] }), depth);
  parser.footnotes.add(found[1].toLowerCase());
  line.skip(found[0].length);
  line.advance(line.indent);
  return true;
}

/** `: text` under a paragraph, whose lines are the terms, or after another definition. */
export function startDefinition(parser, line, depth) {
  if (!line.match(DEFINITION) || !openDefinitionList(parser, depth)) return false;
  const inside = parser.path.length;
  const { indent } = line;
  line.skip(1);
  const gap = line.indent;
  const offset = indent + 1 + Math.min(gap, CODE_INDENT - 1);
  line.advance(gap);
  parser.push(Object.assign(new Definition(), { offset: Math.min(offset, CODE_INDENT), gap }), inside);
  return true;
}

/** Makes the list that the definition goes into the innermost open block. */
function openDefinitionList(parser, depth) {
  const tip = parser.path[depth - 1];
  if (tip.kind === "definitions-list") {
    parser.close(depth);
    return true;
  }
  if (tip.kind !== "paragraph" || depth < parser.path.length) return false;
  parser.path.pop();
  const siblings = parser.path.at(-1).children;
  siblings.pop();
  if (siblings.at(-1)?.kind === "definitions-list") parser.path.push(siblings.at(-1));
  else {
    parser.push(new DefinitionList(), depth - 1);
    parser.path.at(-1).start = tip.start;
  }
  const terms = tip.lines.map((text) => Object.assign(new Term(), { text, first: 0, last: 0 }));
  parser.path.at(-1).children.push(...terms);
  return true;
}
