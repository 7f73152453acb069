// How callouts, tasks, code and source are drawn in the visual editor.
import { Extension, Plugin } from "../../../../vendor/editor/visual.js";
import { CalloutView } from "./callout.js";
import { CodeView } from "./code.js";
import { InlineSourceView } from "./inline-source.js";
import { IslandView } from "./island.js";
import { SnippetView } from "./snippet.js";
import { ItemView } from "./task.js";

export const toolViews = (context) =>
  Extension.create({
    name: "toolViews",
    addProseMirrorPlugins() {
      const { editor } = this;
      const { words } = context;
      const { tools } = editor.storage; // a small editor has none
      const openKinds = tools && ((button, position) => tools.open.calloutKinds?.(button, position));
      const nodeViews = {
        callout: (node, view, getPos) => new CalloutView(node, view, getPos, { words, openKinds }),
        listItem: (node, view, getPos) => new ItemView(node, view, getPos, words),
        codeBlock: (node, view, getPos) => new CodeView(node, view, getPos, words),
        inlineSource: (node) => new InlineSourceView(node, words),
        island: (node) => new IslandView(node, words),
        snippet: (node) => new SnippetView(node, context),
      };
      return [new Plugin({ props: { nodeViews } })];
    },
  });
