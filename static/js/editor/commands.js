// The toolbar and its keys: each command rewrites the selection, and the browser's undo takes it back.
const WRAPS = { bold: "**", italic: "_", strike: "~~", code: "`" };
const PREFIXES = { heading: "## ", list: "- ", steps: "1. ", tasks: "- [ ] ", quote: "> " };
const KEYS = { b: "bold", i: "italic", k: "link", e: "code" };
const ITEM = /^(\s*)([-*+] \[[ xX]\] |[-*+] |(\d+)([.)]) |> )/;

/** Wires the buttons with data-command and the keys of the Markdown, in the textarea and in the source view. */
export function addCommands(editor) {
  const place = editor.querySelector("[data-source]");
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-command]");
    if (button) run(editor.desk.surface.lines, button.dataset.command, button.dataset);
  });
  const onKey = (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
    if (!command) return;
    event.preventDefault();
    event.stopPropagation(); // the source view has other meanings for some
    run(editor.desk.surface.lines, command, editor.querySelector(`[data-command="${command}"]`)?.dataset ?? {});
  };
  place.addEventListener("keydown", onKey, { capture: true });
  editor.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && continueItem(editor.text)) event.preventDefault();
  });
}

function run(area, command, words) {
  area.focus();
  if (WRAPS[command]) wrap(area, WRAPS[command], words.sample ?? "");
  else if (PREFIXES[command]) prefix(area, PREFIXES[command]);
  else if (command === "link") link(area, words.sample ?? "");
  else if (command === "page-link") around(area, "[[", "]]", words.sample ?? "");
  else if (command === "callout") block(area, `> [!WARNING]\n> ${selected(area) || words.sample}`);
  else if (command === "table") block(area, table(words));
  else if (command === "code-block") block(area, `\`\`\`\n${selected(area)}\n\`\`\``);
}

const selected = (area) => area.value.slice(area.selectionStart, area.selectionEnd);

/** Puts text in the place of a range, so that undo knows of it. */
export function replace(area, text, from = area.selectionStart, to = area.selectionEnd) {
  area.focus();
  if (area.replace) return area.replace(text, from, to);
  area.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!done) area.setRangeText(text, from, to, "end"), area.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(area, mark, sample) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const outside = value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
  if (!outside) return around(area, mark, mark, sample);
  const inner = selected(area);
  replace(area, inner, from - mark.length, to + mark.length);
  area.setSelectionRange(from - mark.length, to - mark.length);
}

function around(area, before, after, sample) {
  const from = area.selectionStart;
  const inner = selected(area) || sample;
  replace(area, before + inner + after);
  area.setSelectionRange(from + before.length, from + before.length + inner.length);
}

function link(area, sample) {
  const inner = selected(area);
  if (/^https?:\S+$/.test(inner)) return around(area, "[](", ")", "");
  const from = area.selectionStart;
  const label = inner || sample;
  replace(area, `[${label}](https://)`);
  area.setSelectionRange(from + label.length + 3, from + label.length + 11);
}

function prefix(area, mark) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionEnd);
  const to = end < 0 ? area.value.length : end;
  const lines = area.value.slice(from, to).split("\n");
  const marked = lines.every((line) => line.startsWith(mark));
  const step = (line, index) => (mark === "1. " ? `${index + 1}. ` : mark) + line.replace(ITEM, "$1").replace(/^#+\s/, "");
  replace(area, lines.map((line, index) => (marked ? line.slice(mark.length) : step(line, index))).join("\n"), from, to);
}

function block(area, text) {
  const before = area.value.slice(0, area.selectionStart);
  const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  replace(area, `${gap}${text}\n\n`);
}

function table({ sample = "" }) {
  const row = (fill) => `| ${Array(3).fill(fill).join(" | ")} |`;
  return [row(sample), row("---"), row("   "), row("   ")].join("\n");
}

// Enter in a list begins the next item; in an empty item it ends the list.
function continueItem(area) {
  if (area.selectionStart !== area.selectionEnd) return false;
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const line = area.value.slice(from, area.selectionStart);
  const [mark, indent, sign, number, dot] = line.match(ITEM) ?? [];
  if (!mark) return false;
  if (line === mark) return replace(area, "", from, area.selectionStart), true;
  const next = number ? `${Number(number) + 1}${dot} ` : sign.replace(/\[[xX]\]/, "[ ]");
  replace(area, `\n${indent}${next}`);
  return true;
}
