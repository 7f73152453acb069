// Boxes that warn or help.
import { findParentNode } from "../../../../vendor/editor/visual.js";
import { insertBlock } from "./insert.js";
import { unwrap } from "./unwrap.js";
import { focused } from "../focused.js";

export const calloutOf = (selection) => findParentNode(({ type }) => type.name === "callout")(selection);

/** How a new callout is written: as those of the page are, else as GitHub's. */
function signOf(doc) {
  let sign = null;
  doc.descendants((node) => {
    if (node.type.name === "callout") sign ??= node.attrs.sign;
    return sign === null && !node.isTextblock;
  });
  return sign && sign !== "[!]" ? "!!!" : "[!]";
}

/** A kind as the dialect of `sign` writes it. */
export const wordFor = (kind, sign) => (sign === "[!]" ? kind.toUpperCase() : kind);

/** Puts the selected blocks into a callout of that kind; a callout around them becomes one of that kind. */
export function setCallout(editor, kind) {
  const { selection, doc } = editor.state;
  const around = calloutOf(selection);
  if (around) return changeCallout(editor, around.pos, { word: wordFor(kind, around.node.attrs.sign) });
  const sign = signOf(doc);
  const attributes = { sign, word: wordFor(kind, sign) };
  if (editor.can().wrapIn("callout", attributes)) return focused(editor).wrapIn("callout", attributes).run();
  const { callout, paragraph } = editor.schema.nodes;
  return insertBlock(editor, callout.create(attributes, paragraph.create()));
}

/** Changes attributes of the callout at a position. */
export function changeCallout(editor, position, attributes) {
  return editor.commands.command(({ tr }) => {
    for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(position, name, value);
    return true;
  });
}

/** Takes the box around the selection away; what is in it stays. */
export function removeCallout(editor) {
  const around = calloutOf(editor.state.selection);
  return Boolean(around) && unwrap(editor, around);
}
