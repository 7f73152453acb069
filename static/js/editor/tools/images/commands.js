// What can be done to a picture, whether it stands in a text or has a caption of its own.
import { NodeSelection } from "../../../../vendor/editor/visual.js";

const PICTURES = ["image", "figure"];
const WIDTH = /\s*\bwidth=(?:"[^"]*"|'[^']*'|[^\s}]+)/;

/** The picture that is selected, or in whose caption the cursor is: { node, position }, or null. */
export function pictureAt({ selection }) {
  const { node, from, $from } = selection;
  if (PICTURES.includes(node?.type.name)) return { node, position: from };
  return $from.parent.type.name === "figure" ? { node: $from.parent, position: $from.before() } : null;
}

/** The newest picture with that source: the last one in the page. */
export function pictureWith(doc, src) {
  let found = null;
  doc.descendants((node, position) => {
    if (PICTURES.includes(node.type.name) && node.attrs.src === src) found = { node, position };
  });
  return found;
}

export const select = (editor, position) => editor.commands.setNodeSelection(position);

export const setAttribute = (editor, position, name, value) =>
  editor.commands.command(({ tr }) => Boolean(tr.setNodeAttribute(position, name, value)));

/** How wide it is shown, in pixels as they are written; "" for as wide as there is room. */
export const widthOf = ({ attrs }) => attrs.size?.match(WIDTH)?.[0].replace(/\D/g, "") ?? "";

/** The attribute list with another width; null for an empty one. */
export function withWidth(size, width) {
  const rest = (size ?? "{}").replace(WIDTH, "").replace(/^\{:?\s*|\s*\}$/g, "");
  const parts = [width && `width="${width}"`, rest.trim()].filter(Boolean);
  return parts.length ? `{ ${parts.join(" ")} }` : null;
}

/** Shows the picture so wide, in pixels as they are written; "" for as wide as there is room. */
export function setWidth(editor, { node, position }, width) {
  if (width !== widthOf(node)) setAttribute(editor, position, "size", withWidth(node.attrs.size, width));
}

const isAlone = ($place) => $place.parent.type.name === "paragraph" && $place.parent.childCount === 1 && !$place.node(-1).type.spec.tableRole;

/** Whether it can have a caption: it has one, or it stands alone in its paragraph. */
export const canHaveCaption = ({ doc }, { node, position }) => node.type.name === "figure" || isAlone(doc.resolve(position));

/** Gives the picture a place for a caption, with the cursor in it; one that has a caption loses it. */
export function toggleCaption(editor, { node, position }) {
  const { tr, schema } = editor.state;
  const { src, alt, title, size, label } = node.attrs;
  const shared = { src, alt, title, size, label };
  if (node.type.name === "figure") {
    tr.replaceWith(position, position + node.nodeSize, schema.nodes.paragraph.create(null, schema.nodes.image.create(shared)));
    tr.setSelection(NodeSelection.create(tr.doc, position + 1));
  } else {
    const $place = tr.doc.resolve(position);
    tr.replaceWith($place.before(), $place.after(), schema.nodes.figure.create(shared));
    tr.setSelection(editor.state.selection.constructor.near(tr.doc.resolve($place.before() + 1)));
  }
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

/** Takes the picture out of the page; the file stays with it until it is saved without. */
export function removePicture(editor, { node, position }) {
  editor.view.dispatch(editor.state.tr.delete(position, position + node.nodeSize));
  editor.view.focus();
}
