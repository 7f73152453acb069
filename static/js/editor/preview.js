// The page as it will look, beside the text or in its place; the server renders it, as it will when it is saved.
const PAUSE = 350;
const KEPT = "looseleaf:editor-view";

/** Wires the views "write", "both" and "read" of a <wiki-editor>. */
export function addPreview(editor) {
  const preview = { editor, pane: editor.querySelector("[data-preview]"), shown: null };
  editor.addEventListener("click", (event) => {
    const button = event.target.closest("[data-view-button]");
    if (button) show(preview, button.dataset.viewButton);
  });
  editor.text.addEventListener("input", () => soon(preview));
  editor.text.addEventListener("scroll", () => follow(preview), { passive: true });
  show(preview, startingView());
}

function startingView() {
  const wide = matchMedia("(min-width: 64rem)").matches;
  const kept = localStorage.getItem(KEPT);
  return wide ? (kept ?? "both") : "write";
}

function show(preview, view) {
  const { editor } = preview;
  editor.dataset.view = view;
  for (const button of editor.querySelectorAll("[data-view-button]")) {
    button.ariaPressed = String(button.dataset.viewButton === view);
  }
  if (matchMedia("(min-width: 64rem)").matches) localStorage.setItem(KEPT, view);
  if (view !== "write") render(preview);
}

function soon(preview) {
  if (preview.editor.dataset.view === "write") return;
  clearTimeout(preview.timer);
  preview.timer = setTimeout(() => render(preview), PAUSE);
}

async function render(preview) {
  const { editor, pane } = preview;
  const text = editor.text.value;
  if (text === preview.shown) return;
  const body = new FormData(editor.form);
  try {
    const response = await editor.post(editor.dataset.previewUrl, body);
    const html = await response.text();
    if (!response.ok || text !== editor.text.value) return;
    pane.innerHTML = html; // cleaned by the server, like every page; the security policy lets no script run
    preview.shown = text;
    follow(preview);
  } catch {
    pane.classList.add("is-stale");
    return;
  }
  pane.classList.remove("is-stale");
}

function follow({ editor, pane }) {
  if (editor.dataset.view !== "both") return;
  const { scrollTop, scrollHeight, clientHeight } = editor.text;
  const part = scrollTop / Math.max(1, scrollHeight - clientHeight);
  pane.scrollTop = part * (pane.scrollHeight - pane.clientHeight);
}
