// "/" where a word could begin opens a list of all that can be put in.
import { Extension, PluginKey, Suggestion } from "../../../../vendor/editor/visual.js";
import { TOOLS, runTool } from "../catalogue.js";
import { beside } from "../floating.js";
import { OptionList } from "./option-list.js";
import { focused } from "../focused.js";

const LONGEST = 24; // who has typed on for so long is writing
const words = (text) => text.toLowerCase().split(/[\s,]+/).filter(Boolean);

/** How well an option answers: 0 for its own words, 1 for those it is also known by, null for not at all. */
export function rank(option, query) {
  const asked = words(query);
  const own = words(option.querySelector(".option-word").textContent);
  const all = [...own, ...words(option.dataset.also ?? "")];
  const begins = (list) => asked.every((one) => list.some((word) => word.startsWith(one)));
  return begins(own) ? 0 : begins(all) ? 1 : null;
}

/** The options that answer, best first, those left out that can't be used where the cursor is. */
function matching(editor, root, query) {
  const all = [...root.querySelector("[data-slash]").content.children];
  const usable = all.filter(({ dataset }) => TOOLS[dataset.tool].isUsable?.(editor) !== false);
  const ranked = usable.map((option) => ({ option, rank: rank(option, query) })).filter((one) => one.rank !== null);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ option }) => option.cloneNode(true));
}

function renderer(editor, context) {
  let list;
  let range;
  const pick = (option) => {
    focused(editor).deleteRange(range).run();
    runTool(editor, option.dataset.tool, context);
  };
  const show = (props) => {
    ({ range } = props);
    list.show(matching(editor, editor.storage.tools.root, props.query), beside(editor.view, range.from));
  };
  return {
    onStart(props) {
      list = new OptionList(editor.storage.tools.root, { label: context.words.insert, owner: editor.view.dom, onPick: pick });
      show(props);
    },
    onUpdate: show,
    onKeyDown: ({ event }) => list?.onKey(event) ?? false,
    onExit: () => list?.remove(),
  };
}

export const slashMenu = (context) =>
  Extension.create({
    name: "slashMenu",
    addProseMirrorPlugins() {
      const { editor } = this;
      const allow = ({ state, range }) =>
        Boolean(editor.storage.tools.root) && !state.selection.$from.parent.type.spec.code && range.to - range.from <= LONGEST;
      const render = () => renderer(editor, context);
      return [Suggestion({ editor, char: "/", pluginKey: new PluginKey("slashMenu"), decorationClass: "typed-command", allow, render })];
    },
  });
