// What the keys are called on this person's keyboard.
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

const SHOWN = IS_MAC ? { Mod: "⌘", Shift: "⇧", Alt: "⌥" } : { Mod: "Ctrl" };
const SPOKEN = { Mod: IS_MAC ? "Meta" : "Control" };

const nameOf = (part, names) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part);
const parts = (key, names) => key.split("-").map((part) => nameOf(part, names));

/** "Mod-Shift-7" as people write it: "Ctrl+Shift+7", "⌘⇧7". */
export const shown = (key) => parts(key, SHOWN).join(IS_MAC ? "" : "+");

/** The same for aria-keyshortcuts. */
export const spoken = (key) => parts(key, SPOKEN).join("+");
