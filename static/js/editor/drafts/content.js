// What a draft is made of, read from the form.
import { listedFiles } from "../uploads/attached.js";

/** The text as it stands in the form, with what belongs to it. */
export function read(editor) {
  const { title, text, tags, base_number: base } = editor.form.elements;
  return { title: title.value, text: text.value, tags: tags.value, base: base?.value, files: listedFiles(editor) };
}

const names = (files) => (files ?? []).map(({ sha256, name }) => `${sha256}/${name}`);
const hasAll = (a, b) => names(b.files).every((name) => names(a.files).includes(name));

/** Whether two drafts say the same. */
export const same = (a, b) => ["title", "text", "tags"].every((name) => a[name] === b[name]) && hasAll(a, b) && hasAll(b, a);

/** Whether a draft has nothing that the other has not. */
export const isWithin = (a, b) => ["title", "text", "tags"].every((name) => a[name] === b[name]) && hasAll(b, a);

/** The token that forms must carry, as it is since the last sign-in in any tab. */
export function freshToken(form) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (cookie) form.elements.csrfmiddlewaretoken.value = cookie;
  return form.elements.csrfmiddlewaretoken.value;
}
