// The controls of the visual editor: what a page can be written with, without knowing Markdown.
//
//   const context = { fields, suggestUrl, uploadUrl, resolveImage, pageUrl, words: wordsIn(root) };
//   const visual = createVisualEditor({ …, extensions: visualExtensions(context) });
//   const tools = mountTools(visual, root, context);
//   tools.destroy();                     before visual.destroy()
//
// `root` is an element that holds templates/pages/editor_tools.html: the toolbar, its panels and the words.
import { Dropcursor, Extension } from "../../../vendor/editor/visual.js";
import { endOfPage } from "./commands/leaving.js";
import { pictures } from "./images/index.js";
import { InputRules } from "./input-rules.js";
import { toolKeys } from "./keys.js";
import { linkExtensions } from "./links/index.js";
import { slashMenu } from "./menus/slash.js";
import { Tools } from "./mount.js";
import { snippetMenu } from "./snippets/menu.js";
import { tableHandle } from "./table/handle.js";
import { toolViews } from "./views/index.js";

/** The words of the controls in the person's language, by name: those that editor_tools.html holds. */
export const wordsIn = (root) => ({ ...root.querySelector("[data-tool-words]").dataset });

/** Where the controls are, and what opens there, by name: mountTools fills it; and the fields of a template, by name. */
const openers = (context) =>
  Extension.create({
    name: "tools",
    addStorage: () => ({ root: null, open: {}, fields: context.fields ?? [] }),
    addProseMirrorPlugins() {
      const { open } = this.storage;
      return [endOfPage(), tableHandle(context.words, (button) => open.tableMenu?.(button))];
    },
  });

/** The extensions of the editor that the controls need. */
export const visualExtensions = (context) => [
  openers(context),
  toolKeys(context),
  InputRules,
  toolViews(context),
  slashMenu(context),
  ...linkExtensions(context),
  snippetMenu(context),
  pictures(context),
  Dropcursor.configure({ color: false, width: 2, class: "drop-cursor" }),
];

/** Brings the toolbar in `root` to life. */
export const mountTools = (visual, root, context) => new Tools(visual, root, context);
