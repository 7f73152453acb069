// What earlier visits left, on this device or as drafts on the server: each is offered, and none goes before it is answered.
import { filesIn, listFile } from "../uploads/attached.js";
import { isWithin } from "./content.js";
import * as shelf from "./shelf.js";
import { moment } from "./words.js";

const IN_SIGHT = 2; // the newest; the server folds the others

/** Offers all copies of unsaved text that say something else than the form. */
export async function offerCopies(editor, { opened, sitting, skew }) {
  const place = editor.querySelector("[data-rescue]");
  const there = [...place.querySelectorAll("[data-copy]")].map(fromServer);
  const here = await shelf.copiesOf(editor.dataset.person, location.pathname);
  for (const copy of here) {
    const twin = there.find((one) => one.sitting === copy.sitting);
    if (copy.sitting === sitting) continue; // goes on in this form
    if (isWithin(copy, opened) || (twin && twin.step > copy.step) || (twin && isWithin(copy, twin))) shelf.drop(copy.key);
    else there.push({ ...copy, twin, notice: drawn(editor, copy, skew) });
  }
  for (const copy of there) {
    if (there.some((one) => one.twin === copy) || isWithin(copy, opened)) copy.notice.remove(); // the device has a newer one
    else wire(editor, copy);
  }
  const notices = there.filter((copy) => copy.notice.isConnected).sort((a, b) => b.at - a.at).map((copy) => copy.notice);
  arrange(place, notices);
}

/** The newest first, and the older ones in their fold. */
function arrange(place, notices) {
  const fold = place.querySelector("[data-older]");
  place.prepend(...notices.slice(0, IN_SIGHT));
  (fold ?? place).append(...notices.slice(IN_SIGHT));
  unfold(fold);
}

/** The fold goes with the last of what it holds. */
function unfold(fold) {
  if (!fold?.querySelector("[data-copy]")) fold?.remove();
}

function leave(notice) {
  const fold = notice.closest("[data-older]");
  notice.remove();
  unfold(fold);
}

function fromServer(notice) {
  const { dataset, value } = notice.querySelector("[data-kept]");
  return { ...dataset, step: Number(dataset.step), text: value, files: filesIn(notice.querySelector("[data-kept-files]")), at: Date.parse(dataset.at), notice };
}

function drawn(editor, copy, skew) {
  const notice = editor.querySelector("[data-rescue-copy]").content.cloneNode(true).firstElementChild;
  notice.querySelector("[data-kept]").value = copy.text;
  copy.at += skew;
  editor.querySelector("[data-rescue]").append(notice);
  return notice;
}

function wire(editor, copy) {
  const { notice } = copy;
  const time = notice.querySelector("time");
  time.dateTime = new Date(copy.at).toISOString();
  time.textContent = moment(copy.at);
  notice.querySelector("[data-take]").addEventListener("click", () => take(editor, copy));
  notice.querySelector("[data-drop]").addEventListener("click", () => discard(editor, copy));
}

/** The text goes on in this form; the copy goes once the server has it from here. */
function take(editor, copy) {
  const { elements } = editor.form;
  for (const name of ["title", "text", "tags"]) elements[name].value = copy[name];
  if (Number(copy.base)) elements.base_number.value = copy.base; // what was saved since is joined with it
  for (const file of copy.files ?? []) listFile(editor, file);
  for (const { taken } of [copy, copy.twin ?? {}]) if (taken) replaced(editor, taken);
  if (copy.key?.startsWith("looseleaf:")) editor.addEventListener("draftkept", () => shelf.drop(copy.key), { once: true });
  leave(copy.notice);
  editor.text.dispatchEvent(new Event("input", { bubbles: true }));
}

function replaced(editor, taken) {
  const input = Object.assign(document.createElement("input"), { type: "hidden", name: "replaces", value: taken });
  editor.form.append(input);
}

function discard(editor, copy) {
  for (const { key, taken } of [copy, copy.twin ?? {}]) {
    if (taken) editor.post(`/p/drafts/${key}/removal/`, new FormData()).catch(() => {});
    else if (key) shelf.drop(key);
  }
  leave(copy.notice);
}
