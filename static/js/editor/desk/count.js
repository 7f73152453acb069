// How many words there are, and how long they take to read: told when typing pauses.
const WORDS_A_MINUTE = 220; // as on the page
const ADDRESS = /\]\([^)\s]*|<[^>\s]+>|https?:\S+/g;
const WORD = /[\p{L}\p{N}][^\s|]*/gu;

const wordsIn = (text) => text.match(WORD)?.length ?? 0;

/** Keeps the count of a <wiki-editor>. */
export function addCount(editor) {
  const line = editor.querySelector("[data-count]");
  const tell = () => {
    const words = wordsIn(editor.desk.surface.plain?.() ?? editor.text.value.replace(ADDRESS, " "));
    if (!words) return line.replaceChildren();
    const told = { words: words.toLocaleString(document.documentElement.lang), minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)) };
    line.textContent = (words === 1 ? line.dataset.one : line.dataset.many).replace(/%\((\w+)\)s/g, (_, name) => told[name]);
    return undefined;
  };
  editor.text.addEventListener("input", tell);
  tell();
}
