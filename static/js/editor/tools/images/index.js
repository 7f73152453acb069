// Pictures are selected by a press, which opens their panel.
import { Extension, NodeSelection, Plugin } from "../../../../vendor/editor/visual.js";

const isPicture = ({ type }) => type.name === "image" || type.name === "figure";

export const pictures = Extension.create({
  name: "pictures",
  addProseMirrorPlugins() {
    const { editor } = this;
    const { open } = editor.storage.tools;
    return [
      new Plugin({
        props: {
          handleClickOn(view, position, node, nodePosition, { target }) {
            const isOn = isPicture(node) && !target.closest("figcaption");
            if (!isOn) return false;
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePosition)));
            open.picture?.();
            return true;
          },
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
