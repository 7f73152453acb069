// Pictures and files pasted, dropped or chosen go up at once and are put where they were let go.
import { freshToken } from "./drafts/content.js";
import { listFile } from "./uploads/attached.js";
import { addDropZone } from "./uploads/drop.js";
import { Panel } from "./uploads/panel.js";
import { Queue } from "./uploads/queue.js";

const suffixOf = (name) => name.split(".").pop().toLowerCase();

/** The uploads of a <wiki-editor> whose person may upload. */
class Uploads {
  constructor(editor) {
    const element = editor.querySelector("[data-uploads]");
    this.panel = new Panel(element, (upload) => this.retry(upload));
    const token = () => freshToken(editor.form);
    Object.assign(this, { editor, said: element.dataset, limit: Number(editor.dataset.limit) });
    this.queue = new Queue({ url: editor.dataset.uploadUrl, token, onChange: (upload) => this.panel.show(upload) });
    this.programs = new Set(this.said.programs.split(" "));
    this.wire(editor.querySelector("[data-writing]"), element.querySelector("[data-drop-zone]"));
  }

  wire(place, zone) {
    const { editor } = this;
    place.append(zone);
    addDropZone(place, zone, (files, point) => this.take(files, point));
    place.addEventListener("paste", (event) => this.onPaste(event), { capture: true });
    editor.addEventListener("click", (event) => this.onButton(event.target.closest("[data-command=upload], [data-choose]")));
    editor.form.elements.uploads.addEventListener("change", ({ target }) => this.onChosen(target));
    editor.form.addEventListener("submit", (event) => this.onSubmit(event), { capture: true });
    addEventListener("beforeunload", (event) => this.queue.isBusy && event.preventDefault());
  }

  onButton(button) {
    if (button) this.choose(button.dataset.choose);
  }

  onChosen(chooser) {
    this.take([...chooser.files]);
    chooser.value = "";
  }

  onPaste(event) {
    const files = pastedFiles(event.clipboardData);
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation(); // the surface below is not to take it as well
    this.take(files.map(named));
  }

  // The text must not be saved before what it is to show has arrived.
  onSubmit(event) {
    if (!this.queue.isBusy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.editor.say(this.said.waitForFiles, "bad");
  }

  /** Asks for files: "image", "camera" or any. Resolves with none when the person thinks better of it. */
  pick(kind = "file") {
    const chooser = document.createElement("input");
    this.chooser = chooser; // some browsers forget one that nobody holds
    Object.assign(chooser, { type: "file", multiple: kind !== "camera", accept: kind === "file" ? "" : "image/*" });
    if (kind === "camera") chooser.setAttribute("capture", "environment");
    return new Promise((resolve) => {
      for (const way of ["change", "cancel"]) chooser.addEventListener(way, () => resolve([...chooser.files]));
      chooser.click();
    });
  }

  /** Asks for files and puts them where the cursor is. */
  async choose(kind) {
    this.take(await this.pick(kind));
    return true;
  }

  /** Sends files and puts each where it was let go, or at the cursor. */
  take(files, point) {
    for (const file of files) {
      this.bring(file, this.editor.desk.place(file.name, { point, asks: files.length === 1 }));
    }
  }

  /** Sends a file and puts it where it is waited for; `alt` says what a picture shows, if somebody knows. */
  async bring(file, place, alt) {
    try {
      place.fill(await this.upload(file), alt);
    } catch {
      place.forget(); // why, the list of uploads says
    }
  }

  /** Says something beside the files on their way. */
  note(words) {
    this.panel.note(words);
  }

  /** Tries again, after signing in where that is what it needs. */
  async retry(upload) {
    if (upload.message === "signed-out" && !(await this.editor.guard.signIn())) return;
    for (const other of this.queue.uploads) if (other === upload || other.message === "signed-out") other.retry();
  }

  /** Sends one file; resolves with what is known of it, rejects with an Error that says why not. */
  async upload(file) {
    const answer = await this.queue.add(file, this.refusal(file)).arrived;
    listFile(this.editor, answer);
    return answer;
  }

  refusal({ name, size }) {
    if (this.limit && size > this.limit) return this.said.tooLarge;
    if (this.programs.has(suffixOf(name))) return this.said.program;
    return size ? "" : this.said.empty;
  }
}

/** The files that a paste is about; none where it brings words, of which programs add a picture. */
export function pastedFiles(clipboard) {
  const files = [...(clipboard?.files ?? [])];
  if (!files.length || clipboard.types.includes("text/plain")) return [];
  const html = clipboard.getData("text/html");
  return html && new DOMParser().parseFromString(html, "text/html").body.textContent.trim() ? [] : files;
}

// Every picture from the clipboard is called "image.png"; the time tells them apart.
function named(file) {
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  return new File([file], file.name.replace(/^image\./, `image-${stamp}.`), { type: file.type });
}

/** Wires uploads; gives nothing where its person may not upload. */
export const addUploads = (editor) => (editor.dataset.uploadUrl ? new Uploads(editor) : null);
