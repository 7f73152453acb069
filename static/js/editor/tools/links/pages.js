// What the server knows of pages that one could link to.

async function ask(address, signal) {
  const response = await fetch(address, { signal, headers: { "X-Requested-With": "fetch" } });
  return response.ok && !response.redirected ? response.json() : null;
}

/** Pages that answer to what was typed: [{ title, url, space }]. */
export async function findPages({ suggestUrl }, typed, signal) {
  if (!typed.trim()) return [];
  const found = await ask(`${suggestUrl}?q=${encodeURIComponent(typed.trim())}`, signal);
  return found?.results ?? [];
}

/** The page at an address of this wiki: { title, url, headings: [{ level, text, anchor }] }, or null. */
export const outlineOf = (url, signal) => ask(`${url.replace(/\/?$/, "/")}-/outline/`, signal);

/** The page of that title, as far as the server suggests it. */
export async function pageTitled(context, title, signal) {
  const key = title.trim().toLowerCase();
  return (await findPages(context, title, signal)).find((page) => page.title.toLowerCase() === key) ?? null;
}

const ACTS = /\/-\//;

/** The address of a page of this wiki within a text that is one: { url, anchor }, or null. */
export function ownAddress(text) {
  const address = URL.parse(text.trim());
  if (address?.origin !== location.origin || address.search || ACTS.test(address.pathname)) return null;
  return { url: address.pathname, anchor: decodeURIComponent(address.hash.slice(1)) };
}

const spaceOf = (url) => decodeURIComponent(url.split("/")[1] ?? "");
const PLAIN = /^[^[\]|#\\\n]{1,200}$/;

/**
 * What links to a page: the content of a document, in words of their own or with its title. A page of this space is
 * named by its title and followed when that changes; `twice` says that another page has the same title.
 */
export function linkTo({ title, url, twice = false }, { anchor = "", words = "", pageUrl }) {
  const shown = words || title;
  if (!PLAIN.test(title) || !PLAIN.test(shown)) return markedLink(shown, url + (anchor && `#${anchor}`));
  const space = spaceOf(url);
  const isOwn = space === spaceOf(pageUrl);
  const name = twice ? decodeURIComponent(url).replace(/^\/|\/$/g, "") : isOwn ? title : `${space}/${title}`;
  return { type: "wikiLink", attrs: { wiki: name + (anchor && `#${anchor}`), label: shown === name ? null : shown } };
}

/** A link to an address. */
export const markedLink = (words, href) => ({ type: "text", text: words, marks: [{ type: "link", attrs: { href } }] });
