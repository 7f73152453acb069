// "/" where a word could begin opens a list of all that can be put in.
import { TOOLS, runTool } from "../catalogue.js";
import { focused } from "../focused.js";
import { typedMenu } from "./typed-menu.js";

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

function put(editor, option, range, context) {
  focused(editor).deleteRange(range).run();
  runTool(editor, option.dataset.tool, context);
}

export const slashMenu = (context) =>
  typedMenu("slashMenu", {
    label: context.words.insert,
    char: "/",
    allow: ({ range }) => range.to - range.from <= LONGEST,
    items: ({ editor, query }) => matching(editor, editor.storage.tools.root, query),
    options: (items) => items,
    pick: (editor, option, { range }) => put(editor, option, range, context),
  });
