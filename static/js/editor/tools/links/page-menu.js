// "[[" opens a list of pages to link to, and after "#" of the headings of one.
import { option } from "../menus/option-list.js";
import { typedBefore, typedMenu } from "../menus/typed-menu.js";
import { findPages, linkTo, outlineOf, pageTitled } from "./pages.js";
import { focused } from "../focused.js";

const OPENED = /\[\[([^[\]|\n]{0,100})$/;
const PAUSE = 120;

/** What can be linked to, as [{ title, beside, content }]. */
async function choices(context, query, signal) {
  const [title, anchor] = query.split("#", 2);
  if (anchor === undefined) return pageChoices(context, title, signal);
  const page = await pageTitled(context, title, signal);
  const outline = page && (await outlineOf(page.url, signal));
  const asked = anchor.toLowerCase();
  const headings = (outline?.headings ?? []).filter(({ text }) => text.toLowerCase().includes(asked));
  return headings.map(({ text, anchor: to }) => ({
    title: text,
    beside: outline.title,
    content: linkTo(outline, { anchor: to, words: text, pageUrl: context.pageUrl }),
  }));
}

async function pageChoices(context, typed, signal) {
  const pages = withTwins(titled(await findPages(context, typed, signal), typed));
  const found = pages.map((page) => ({ title: page.title, beside: page.space, content: linkTo(page, { pageUrl: context.pageUrl }) }));
  const isThere = pages.some(({ title }) => title.toLowerCase() === typed.trim().toLowerCase());
  if (!typed.trim() || isThere) return found;
  const fresh = { type: "wikiLink", attrs: { wiki: typed.trim(), label: null } };
  return [...found, { title: typed.trim(), beside: context.words.linkNew, content: fresh, isLast: true }];
}

/** The pages whose titles have the words; where none has, those that the words are on. */
export function titled(pages, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const named = pages.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  return named.length ? named : pages;
}

/** Marks those pages that share title and space with another one. */
export function withTwins(pages) {
  const keys = pages.map(({ title, space }) => JSON.stringify([title.toLowerCase(), space]));
  return pages.map((page, index) => ({ ...page, twice: keys.filter((key) => key === keys[index]).length > 1 }));
}

const row = ({ title, beside, isLast }, index) => option(title, beside, isLast ? { index, last: "" } : { index });

export const pageMenu = (context) =>
  typedMenu("pageMenu", {
    label: context.words.linkPages,
    char: "[[",
    debounce: PAUSE,
    findSuggestionMatch: typedBefore(OPENED),
    items: ({ query, signal }) => choices(context, query, signal).catch(() => []),
    options: (items) => items.map(row),
    pick: (editor, { dataset }, { items, range }) => focused(editor).insertContentAt(range, items[dataset.index].content).run(),
  });
