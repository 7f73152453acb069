// The title: one line of words, shown in as many lines as it needs.

const asOneLine = (text) => text.replace(/\s*[\r\n]+\s*/g, " ");

/** Enter goes on to the text, newlines become spaces, and the field grows with its words. */
export function addTitle(editor) {
  const title = editor.querySelector("textarea[name=title]");
  const fit = () => {
    title.style.height = "auto";
    title.style.height = `${title.scrollHeight}px`;
  };
  title.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    editor.desk.surface.select({ anchor: 0, head: 0 });
  });
  title.addEventListener("input", () => {
    if (/[\r\n]/.test(title.value)) title.value = asOneLine(title.value);
  });
  if (CSS.supports("field-sizing", "content")) return;
  title.addEventListener("input", fit);
  new ResizeObserver(fit).observe(editor);
}
