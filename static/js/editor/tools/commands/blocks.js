// What a block can become, and the blocks that can be put in.
import { findParentNode } from "../../../../vendor/editor/visual.js";
import { insertBlock } from "./insert.js";
import { unwrap } from "./unwrap.js";
import { focused } from "../focused.js";

const nodes = (editor) => editor.schema.nodes;
const paragraph = (editor, text) => nodes(editor).paragraph.create(null, text ? editor.schema.text(text) : null);

export const setParagraph = (editor) => focused(editor).setNode("paragraph").run();

/** A heading of that level; a heading of that level becomes a paragraph again. */
export const toggleHeading = (editor, level) => focused(editor).toggleNode("heading", "paragraph", { level }).run();

/** Makes the blocks a quotation; a quotation around them is taken away. */
export function toggleQuote(editor) {
  const around = findParentNode(({ type }) => type.name === "blockquote")(editor.state.selection);
  return around ? unwrap(editor, around) : focused(editor).wrapIn("blockquote").run();
}

export const toggleCodeBlock = (editor) => focused(editor).toggleNode("codeBlock", "paragraph").run();

/** Takes away marks and makes headings text; lists and boxes stay, they are what the text is. */
export function clearFormatting(editor) {
  const chain = focused(editor).unsetAllMarks();
  return (editor.isActive("heading") ? chain.setNode("paragraph") : chain).run();
}

export const insertRule = (editor) => insertBlock(editor, nodes(editor).horizontalRule.create());

/** A fenced block that the page draws as a diagram, begun with the example of that name. */
export function insertDiagram(editor, example) {
  const { content } = editor.storage.tools.root.querySelector(`[data-example=${example}]`);
  return insertBlock(editor, nodes(editor).codeBlock.create({ info: "mermaid" }, editor.schema.text(content.textContent.trim())));
}

export function insertDefinitions(editor) {
  const { definitionList, definitionTerm, definition } = nodes(editor);
  const explained = definition.create(null, paragraph(editor));
  return insertBlock(editor, definitionList.create(null, [definitionTerm.create(), explained]));
}

function unusedNumber(doc) {
  const used = new Set();
  doc.descendants((node) => {
    if (node.type.name === "footnote" || node.type.name === "footnoteReference") used.add(node.attrs.name);
  });
  let number = 1;
  while (used.has(String(number))) number++;
  return String(number);
}

/** The note's number where the cursor is, and the note at the page's end, where one goes on writing. */
export function insertFootnote(editor) {
  const { footnote, footnoteReference } = nodes(editor);
  const name = unusedNumber(editor.state.doc);
  const { $to } = editor.state.selection;
  if (!$to.parent.inlineContent || $to.parent.type.spec.code) return false;
  const put = ({ tr }) => {
    tr.insert($to.pos, footnoteReference.create({ name }));
    tr.insert(tr.doc.content.size, footnote.create({ name }, paragraph(editor)));
    return true;
  };
  const write = ({ tr, commands }) => commands.setTextSelection(tr.doc.content.size - 2);
  return focused(editor).command(put).command(write).scrollIntoView().run();
}
