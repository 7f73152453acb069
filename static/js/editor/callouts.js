// The words of callouts and the five kinds that give colour and icon; the same as in wiki/markup/callouts.py.
const WORDS = {
  danger: ["danger", "error", "bug", "failure", "fail", "missing"],
  warning: ["warning", "attention", "alert"],
  caution: ["caution", "important"],
  tip: ["tip", "hint", "success", "check", "done", "example"],
  note: ["note", "info", "information", "abstract", "summary", "tldr", "todo", "seealso", "question", "help", "faq", "quote", "cite"],
};

/** The kind of each known word. */
export const KINDS = Object.fromEntries(Object.entries(WORDS).flatMap(([kind, words]) => words.map((word) => [word, kind])));

/** One of danger, warning, caution, tip, note; an unknown word is a note. */
export const calloutKind = (word) => KINDS[word.toLowerCase()] ?? "note";
