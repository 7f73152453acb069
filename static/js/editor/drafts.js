// Nothing typed is ever lost: every change is kept on this device at once, and as a draft on the server soon after.
import { filesIn, listFile, listedFiles } from "./uploads.js";

const SOON = 600;
const OFTEN = 4000;
const keyOf = (path) => `looseleaf:draft:${path}`;

/** Keeps what is typed into a <wiki-editor>, offers what an earlier visit left, and guards the way out. */
export function guardDraft(editor) {
  const key = keyOf(location.pathname);
  const guard = { editor, key, opened: read(editor), unsent: false, leaving: false };
  offerRescue(guard);
  editor.form.addEventListener("input", () => changed(guard));
  editor.form.addEventListener("change", () => changed(guard));
  editor.form.addEventListener("submit", () => {
    guard.leaving = true;
    store(guard);
  });
  addEventListener("pagehide", () => guard.unsent && store(guard));
  addEventListener("pageshow", () => (guard.leaving = false));
  addEventListener("online", () => guard.unsent && send(guard));
  addEventListener("beforeunload", (event) => {
    if (guard.unsent && !guard.leaving) event.preventDefault();
  });
}

/** Forgets the copy on this device, once the server says that the text of that editor is saved. */
export function forget(path) {
  localStorage.removeItem(keyOf(path));
}

function read(editor) {
  const { title, text, tags, base_number: base } = editor.form.elements;
  return { title: title.value, text: text.value, tags: tags.value, base: base?.value, files: listedFiles(editor) };
}

const names = (files) => files.map(({ sha256, name }) => `${sha256}/${name}`);
const same = (a, b) => ["title", "text", "tags"].every((name) => a[name] === b[name]) && !more(a, b) && !more(b, a);
const more = (a, b) => names(a.files).some((name) => !names(b.files).includes(name));

function store({ key, editor }) {
  try {
    localStorage.setItem(key, JSON.stringify({ ...read(editor), at: Date.now() }));
  } catch {
    // The device's store is full or closed; the server's draft remains.
  }
}

function changed(guard) {
  guard.unsent = !same(read(guard.editor), guard.opened);
  clearTimeout(guard.storing);
  guard.storing = setTimeout(() => store(guard), SOON);
  guard.sending ??= setTimeout(() => send(guard), OFTEN);
}

async function send(guard) {
  clearTimeout(guard.sending);
  guard.sending = undefined;
  const { editor } = guard;
  editor.desk.settle();
  const sent = read(editor);
  if (guard.leaving || same(sent, guard.opened)) return;
  try {
    const response = await editor.post(editor.dataset.draftUrl, new FormData(editor.form));
    if (!response.ok) throw new Error(response.status);
    const time = new Date((await response.json()).saved_at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    guard.opened = sent;
    guard.unsent = !same(read(editor), sent);
    editor.say(`${editor.dataset.saidSaved} ${time}`, "good");
  } catch (error) {
    store(guard);
    editor.say(error.name === "SignedOut" ? editor.dataset.saidSignedOut : editor.dataset.saidOffline, "bad");
    guard.sending = setTimeout(() => send(guard), OFTEN * 4);
  }
}

// What an earlier visit left, on this device or, from whichever device, as a draft on the server: the newer of the two.
function left({ key, editor, opened }) {
  const here = JSON.parse(localStorage.getItem(key) ?? "null");
  const server = editor.querySelector("[data-kept]");
  const files = [...opened.files, ...filesIn(editor.querySelector("[data-kept-files]"))];
  const there = server && { ...server.dataset, text: server.value, files, at: Date.parse(server.dataset.at) };
  const copies = [here, there].filter((copy) => copy?.files && !same(copy, opened));
  return copies.sort((a, b) => b.at - a.at)[0];
}

function offerRescue(guard) {
  const { editor } = guard;
  const notice = editor.querySelector("[data-rescue]");
  const kept = left(guard);
  notice.hidden = !kept;
  if (!kept) return localStorage.removeItem(guard.key);
  const time = notice.querySelector("time");
  time.dateTime = new Date(kept.at).toISOString();
  time.textContent = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  notice.querySelector("[data-take]").addEventListener("click", () => {
    for (const name of ["title", "text", "tags"]) editor.form.elements[name].value = kept[name];
    if (Number(kept.base)) editor.form.elements.base_number.value = kept.base; // what was saved since is merged in
    for (const file of kept.files) listFile(editor, file);
    editor.text.dispatchEvent(new Event("input", { bubbles: true }));
    notice.hidden = true;
  });
  notice.querySelector("[data-drop]").addEventListener("click", () => {
    localStorage.removeItem(guard.key);
    editor.post(editor.dataset.draftUrl, new URLSearchParams({ discard: "1" })).catch(() => {});
    notice.hidden = true;
  });
}
