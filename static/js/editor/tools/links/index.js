// Everything about links that the editor itself takes part in.
import { Extension, Plugin } from "../../../../vendor/editor/visual.js";
import { BareLinks } from "./bare.js";
import { pageMenu } from "./page-menu.js";
import { pasteLinks } from "./paste.js";

/** A press on a link, after which the cursor is in it. */
const presses = Extension.create({
  name: "linkPresses",
  addProseMirrorPlugins() {
    const { editor } = this;
    const shown = () => setTimeout(() => editor.isDestroyed || editor.storage.tools.open.linkBubble?.());
    const handleClick = (view, position, event) => {
      if (event.target.closest?.("a")) shown();
      return false;
    };
    return [new Plugin({ props: { handleClick } })];
  },
});

export const linkExtensions = (context) => [BareLinks, pageMenu(context), pasteLinks(context), presses];
