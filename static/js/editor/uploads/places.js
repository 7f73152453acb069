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

const widget = ({ position, place, label, order }) =>
  Decoration.widget(position, () => draw(label), { place, label, order, side: -1, key: `upload-${order}` });

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
  const end = put(tr, tr.doc.resolve(mark.from), nodes);
  // What was let go together and is still on its way comes behind.
  const later = set.find(mark.from, mark.from, ({ order }) => order > mark.spec.order).map(({ spec }) => spec);
  const remove = [place, ...later.map((spec) => spec.place)];
  view.dispatch(tr.setMeta(key, { remove, add: later.map((spec) => ({ ...spec, position: end })) }));
  return true;
}

/** Inserts the nodes; a picture at the end of a text gets a paragraph of its own. Where what was put in ends. */
function put(tr, at, nodes) {
  const { paragraph } = tr.doc.type.schema.nodes;
  const [first] = nodes;
  const size = nodes.reduce((sum, node) => sum + node.nodeSize, 0);
  const isAtEnd = at.parent.content.size && at.pos === at.end();
  const index = at.indexAfter(-1);
  if (first.type.name === "image" && isAtEnd && at.node(-1).canReplaceWith(index, index, paragraph)) {
    tr.insert(at.after(), paragraph.create(null, nodes));
    return at.after() + 1 + size;
  }
  const gap = first.isText && /\S$/.test(at.nodeBefore?.text ?? "") ? [first.type.schema.text(" ")] : [];
  tr.insert(at.pos, [...gap, ...nodes]);
  return at.pos + gap.length + size;
}

/** Where the pointer is in the text; the cursor's place when it is nowhere. */
export function positionAt(view, point) {
  const found = point && view.posAtCoords(point);
  const place = view.state.doc.resolve(found?.pos ?? view.state.selection.to);
  return place.parent.inlineContent ? place.pos : TextSelection.near(place).from;
}
