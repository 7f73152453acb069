// What the server knows of snippets that pages of this space can show.
const kept = new Map(); // by space, for as long as the screen is open

const spaceOf = (pageUrl) => pageUrl.split("/")[1] ?? "";

async function ask(space) {
  const response = await fetch(`/${space}/-/snippets/?format=json`, { headers: { "X-Requested-With": "fetch" } });
  return response.ok && !response.redirected ? (await response.json()).snippets : [];
}

/** All of them, as [{ name, title, text, url }]; none where the server can't be asked. */
export function knownSnippets({ pageUrl = "" }) {
  const space = spaceOf(pageUrl);
  if (!space) return Promise.resolve([]);
  if (!kept.has(space)) {
    const asked = ask(space).catch(() => (kept.delete(space), []));
    kept.set(space, asked);
  }
  return kept.get(space);
}

/** The one of a name, or null. */
export const snippetNamed = async (context, name) => (await knownSnippets(context)).find((one) => one.name === name) ?? null;
