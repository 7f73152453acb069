// The files that the form sends along: a list of boxes.
const boxes = (editor) => [...editor.querySelectorAll("[data-attachments] [name=keep]")];

/** The files that a list of boxes stands for. */
export function filesIn(list) {
  return [...(list?.querySelectorAll("[name=keep]") ?? [])].map((box) => {
    const [sha256, ...name] = box.value.split("/");
    return { sha256, name: name.join("/"), url: box.closest("li").querySelector("a").href, sent: box.checked };
  });
}

/** The files that the form sends along. */
export function listedFiles(editor) {
  return filesIn(editor.querySelector("[data-attachments]")).filter((file) => file.sent);
}

/** Adds a file to those that the form sends along, unless it is there. */
export function listFile(editor, { name, url, sha256 }) {
  if (boxes(editor).some((box) => box.value === `${sha256}/${name}`)) return;
  const row = editor.querySelector("[data-attachment]").content.cloneNode(true);
  const box = row.querySelector("input");
  box.value = `${sha256}/${name}`;
  box.id = `keep-${sha256.slice(0, 12)}`;
  row.querySelector("label").htmlFor = box.id;
  const link = row.querySelector("a");
  link.href = url;
  link.textContent = name;
  editor.querySelector("[data-attachments]").append(row);
  editor.form.dispatchEvent(new Event("change", { bubbles: true })); // a draft is to know of it
}
