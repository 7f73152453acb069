// How callouts, tasks, code and source are drawn in the visual editor.
import { Extension, Plugin } from "../../../../vendor/editor/visual.js";
import { CalloutView } from "./callout.js";
import { CodeView } from "./code.js";
import { IslandView } from "./island.js";
import { ItemView } from "./task.js";

export const toolViews = ({ words }) =>
  Extension.create({
    name: "toolViews",
    addProseMirrorPlugins() {
      const { editor } = this;
      const openKinds = (button, position) => editor.storage.tools.open.calloutKinds?.(button, position);
      const nodeViews = {
        callout: (node, view, getPos) => new CalloutView(node, view, getPos, { words, openKinds }),
        listItem: (node, view, getPos) => new ItemView(node, view, getPos, words),
        codeBlock: (node, view, getPos) => new CodeView(node, view, getPos, words),
        island: (node) => new IslandView(node, words),
      };
      return [new Plugin({ props: { nodeViews } })];
    },
  });
