// Places in the visual editor's text that wait for a file: they move with the text, and are no part of it.
import { Decoration, DecorationSet, Extension, Plugin, PluginKey, TextSelection } from "../../../vendor/editor/visual.js";

const key = new PluginKey("uploadPlaces");
let made = 0;

function draw(label) {
  const shown = document.createElement("span");
  shown.className = "upload-place";
  shown.textContent = label;
  return shown;
}

const widget = ({ position, ...spec }) =>
  Decoration.widget(position, () => draw(spec.label), { ...spec, side: -1, key: `upload-${spec.order}` });

function apply(tr, set) {
  const { add = [], remove = [] } = tr.getMeta(key) ?? {};
  const moved = set.map(tr.mapping, tr.doc);
  const gone = moved.find(undefined, undefined, ({ place }) => remove.includes(place));
  return moved.remove(gone).add(tr.doc, add.map(widget));
}

/** The plugin that keeps them. */
export const UploadPlaces = Extension.create({
  name: "uploadPlaces",
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: { init: () => DecorationSet.empty, apply },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

/** Marks places with the transaction: [{ position, place, label }], where `place` is any object. */
export const markPlaces = (tr, places) => tr.setMeta(key, { add: places.map((one) => ({ ...one, order: ++made })) });

/** Takes the mark away. */
export const forgetPlace = (view, place) => view.dispatch(view.state.tr.setMeta(key, { remove: [place] }));

/** Puts inline nodes where the mark is, as one step; false when its surroundings are gone. The cursor stays. */
export function fillPlace(view, place, nodes) {
  const set = key.getState(view.state);
  const [mark] = set.find(undefined, undefined, (spec) => spec.place === place);
  if (!mark) return false;
  const { tr } = view.state;
  const at = tr.doc.resolve(mark.from);
  const isLast = at.pos === at.end();
  const [earlier, later] = neighbours(set, mark);
  const end = mark.spec.wasLast && !isLast && isPicture(nodes[0]) ? putBefore(tr, at, nodes) : put(tr, at, nodes);
  // What was let go together and is still on its way comes behind, or before what would otherwise share its line.
  const first = earlier.map((spec) => ({ ...spec, wasLast: spec.wasLast || isLast, position: tr.mapping.map(at.pos, -1) }));
  const add = [...first, ...later.map((spec) => ({ ...spec, position: end }))];
  view.dispatch(tr.setMeta(key, { remove: [place, ...add.map((spec) => spec.place)], add }));
  return true;
}

/** What waits at the same place: let go before the mark's own file, and after it. */
function neighbours(set, { from, spec: { order, place } }) {
  const specs = set.find(from, from, (spec) => spec.place !== place).map(({ spec }) => spec);
  return [specs.filter((spec) => spec.order < order), specs.filter((spec) => spec.order > order)];
}

const isPicture = (node) => node?.type.name === "image";

/** Whether a paragraph may follow the one that the place is in. */
function hasRoomBehind(at) {
  const index = at.indexAfter(-1);
  return at.node(-1).canReplaceWith(index, index, at.doc.type.schema.nodes.paragraph);
}

const sizeOf = (nodes) => nodes.reduce((sum, node) => sum + node.nodeSize, 0);

/** Inserts the nodes; at the end of a text a picture, and what follows one, gets a paragraph of its own. Where what was put in ends. */
function put(tr, at, nodes) {
  const { paragraph } = tr.doc.type.schema.nodes;
  const [first] = nodes;
  const isAtEnd = at.parent.content.size && at.pos === at.end();
  if (isAtEnd && (isPicture(first) || isPicture(at.nodeBefore)) && hasRoomBehind(at)) {
    tr.insert(at.after(), paragraph.create(null, nodes));
    return at.after() + 1 + sizeOf(nodes);
  }
  const gap = first.isText && /\S$/.test(at.nodeBefore?.text ?? "") ? [first.type.schema.text(" ")] : [];
  tr.insert(at.pos, [...gap, ...nodes]);
  return at.pos + gap.length + sizeOf(nodes);
}

/** Inserts a picture that was overtaken at the end of a text: what came first goes on in a paragraph below it. */
function putBefore(tr, at, nodes) {
  if (!hasRoomBehind(at)) return put(tr, at, nodes);
  const { paragraph } = tr.doc.type.schema.nodes;
  const space = at.nodeAfter.text?.startsWith(" ") ? 1 : 0;
  tr.delete(at.pos, at.pos + space).split(at.pos, 1, [{ type: paragraph }]);
  const isAlone = !at.parentOffset;
  const where = isAlone ? at.pos : at.pos + 1;
  tr.insert(where, isAlone ? nodes : paragraph.create(null, nodes));
  return where + sizeOf(nodes) + (isAlone ? 0 : 1);
}

/** Where the pointer is in the text; the cursor's place when it is nowhere. */
export function positionAt(view, point) {
  const found = point && view.posAtCoords(point);
  const place = view.state.doc.resolve(found?.pos ?? view.state.selection.to);
  return place.parent.inlineContent ? place.pos : TextSelection.near(place).from;
}
