// The list of files on their way, with what became of each.
const LEAVES = 2500; // milliseconds that an arrived file stays on the list

const KILOBYTE = 1024;
const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** A size in the words of the other screens, where the server says it. */
function sizeOf(bytes, { kilobytes, megabytes }) {
  if (bytes < KILOBYTE) return bytes.toLocaleString(document.documentElement.lang, { style: "unit", unit: "byte", unitDisplay: "long" });
  const [words, unit] = bytes < KILOBYTE ** 2 ? [kilobytes, KILOBYTE] : [megabytes, KILOBYTE ** 2];
  return words.replace("{size}", (bytes / unit).toLocaleString(document.documentElement.lang, ONE_DIGIT));
}

export class Panel {
  constructor(element, onRetry) {
    this.onRetry = onRetry;
    this.element = element;
    this.list = element.querySelector("[data-list]");
    this.template = element.querySelector("[data-upload]");
    this.rows = new Map();
  }

  /** Shows an upload as it is now. */
  show(upload) {
    const row = this.rows.get(upload) ?? this.add(upload);
    if (upload.state === "gone") return this.remove(upload);
    row.dataset.state = upload.state;
    const bar = row.querySelector("progress");
    bar.hidden = !["waiting", "sending", "pausing"].includes(upload.state);
    if (upload.state === "sending" && upload.progress === 1) bar.removeAttribute("value"); // it has gone out; now the server works
    else bar.value = upload.progress;
    this.say(row.querySelector("[data-state-words]"), this.words(upload));
    row.querySelector("[data-retry]").hidden = !["failed", "pausing"].includes(upload.state);
    row.querySelector("[data-cancel]").hidden = upload.state === "done";
    if (upload.state === "done") setTimeout(() => this.remove(upload), LEAVES);
  }

  say(line, words) {
    if (line.textContent !== words) line.textContent = words; // read out once
  }

  words({ state, message, pause, progress }) {
    const said = this.element.dataset;
    if (state === "refused") return message || said.refused;
    if (state === "failed") return message === "signed-out" ? said.signedOut : said.failed;
    if (state === "pausing") return said.pausing.replace("{seconds}", pause);
    if (state === "sending" && progress === 1) return said.working;
    return { waiting: said.waiting, sending: said.sending, done: said.done }[state];
  }

  add(upload) {
    const row = this.template.content.cloneNode(true).firstElementChild;
    const { name, size: bytes } = upload.file;
    row.querySelector("[data-name]").textContent = name;
    row.querySelector("[data-size]").textContent = sizeOf(bytes, this.element.dataset);
    row.querySelector("progress").ariaLabel = name;
    for (const word of row.querySelectorAll("[data-of]")) word.textContent = name;
    row.querySelector("[data-retry]").addEventListener("click", () => this.onRetry(upload));
    row.querySelector("[data-cancel]").addEventListener("click", () => upload.cancel());
    this.rows.set(upload, row);
    this.list.append(row);
    this.element.hidden = false;
    return row;
  }

  /** Shows words that are about no file that goes up. */
  note(words) {
    const note = { file: { name: words, size: 0 }, cancel: () => this.remove(note) };
    const row = this.add(note);
    row.dataset.state = "note";
    for (const part of row.querySelectorAll("progress, [data-retry]")) part.hidden = true;
    row.querySelector(".upload-state").remove();
  }

  remove(upload) {
    const row = this.rows.get(upload);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (row.contains(document.activeElement)) next?.querySelector("button:not([hidden])")?.focus();
    row.remove();
    this.rows.delete(upload);
    this.element.hidden = !this.rows.size;
  }
}
