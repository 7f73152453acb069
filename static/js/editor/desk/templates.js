// The templates offered above a new page's text.

/** A template that is chosen now gets the title that was typed. */
function bringAlong(title, link) {
  if (!link || !title) return;
  const address = new URL(link.href);
  address.searchParams.set("title", title);
  link.href = address;
}

/** Who picks a template keeps the title; who writes has chosen, and the templates make room. */
export function addTemplates(editor) {
  const shelf = editor.querySelector("[data-templates]");
  if (!shelf) return;
  const { title } = editor.form.elements;
  shelf.addEventListener("click", ({ target }) => bringAlong(title.value.trim(), target.closest(".template-card a")));
  editor.text.addEventListener("input", () => (shelf.open = false), { once: true });
}
