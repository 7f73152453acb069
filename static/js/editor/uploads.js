// Pictures and files pasted, dropped or chosen go up at once and are linked where the cursor is.
/** Wires paste, drop and the upload button of a <wiki-editor>, where its person may upload. */
export function addUploads(editor) {
  if (!editor.dataset.uploadUrl) return;
  const place = editor.querySelector("[data-writing]");
  place.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    take(event);
    upload(editor, files.map(named));
  }, { capture: true });
  place.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  place.addEventListener("drop", (event) => {
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    take(event);
    upload(editor, files);
  }, { capture: true });
  const chooser = editor.form.elements.uploads;
  place.querySelector("[data-command=upload]").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    upload(editor, [...chooser.files]);
    chooser.value = "";
  });
}

/** The surface below is not to take it as well. */
function take(event) {
  event.preventDefault();
  event.stopPropagation();
}

// Every picture from the clipboard is called "image.png"; the time tells them apart.
function named(file) {
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  return new File([file], file.name.replace(/^image\./, `image-${stamp}.`), { type: file.type });
}

async function upload(editor, files) {
  for (const file of files) {
    const answer = await uploadOne(editor, file).catch((error) => {
      editor.say(`${file.name}: ${error.name === "Error" ? error.message : editor.dataset.saidFailed}`, "bad");
    });
    if (answer) editor.desk.insert(answer.markdown);
  }
}

/** Stores one file and lists it with the form: { name, url, markdown, sha256 }. Throws an Error that says why not. */
export async function uploadOne(editor, file) {
  const limit = Number(editor.dataset.limit);
  if (limit && file.size > limit) throw new Error(editor.dataset.saidTooLarge);
  editor.say(`${editor.dataset.saidUploading} ${file.name}`);
  const body = new FormData();
  body.append("file", file);
  body.append("name", file.name); // the form's encoding of files writes a quotation mark as %22
  const response = await editor.post(editor.dataset.uploadUrl, body);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  listFile(editor, answer);
  editor.say(`${answer.name} ✓`, "good");
  return answer;
}

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
}
