// Pictures are selected by a press, which opens their panel and shows the handle for their width.
import { Extension, NodeSelection, Plugin, TextSelection } from "../../../../vendor/editor/visual.js";
import { widthHandle } from "./handle.js";

const isPicture = ({ type }) => type.name === "image" || type.name === "figure";

/** What is typed on a selected picture goes behind it: replacing it is what Backspace is for. */
function writeBehind({ state, dispatch }, text) {
  const { node, to } = state.selection;
  if (!node || !isPicture(node)) return false;
  const words = state.schema.text(text);
  const written = state.tr.insert(to, node.isInline ? words : state.schema.nodes.paragraph.create(null, words));
  dispatch(written.setSelection(TextSelection.near(written.doc.resolve(to + text.length + (node.isInline ? 0 : 1)))).scrollIntoView());
  return true;
}

export const pictures = ({ words }) =>
  Extension.create({
    name: "pictures",
    addProseMirrorPlugins() {
      const { editor } = this;
      const { open } = editor.storage.tools;
      return [
        widthHandle(editor, words),
        new Plugin({
          props: {
            handleClickOn(view, position, node, nodePosition, { target }) {
              const isOn = isPicture(node) && !target.closest("figcaption");
              if (!isOn) return false;
              view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePosition)));
              open.picture?.();
              return true;
            },
            handleTextInput: (view, _from, _to, text) => writeBehind(view, text),
            handleKeyDown(view, event) {
              const isPicked = event.key === "Enter" && view.state.selection.node && isPicture(view.state.selection.node);
              if (!isPicked) return false;
              open.picture?.({ focus: true });
              return true;
            },
          },
        }),
      ];
    },
  });
