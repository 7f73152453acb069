// Bringing the draft to the server, one request after the other. Resolves with what became of it:
// "kept", "offline", "signed-out", "stranger" (somebody else is signed in), "refused", or "too-long" with its words.
import { freshToken, read, same } from "./content.js";

const FATES = { 401: "signed-out", 403: "refused", 404: "refused", 409: "stranger", 400: "too-long", 413: "too-long" };
const LONGEST_WAIT = 60_000;
const LONGEST_REQUEST = 20_000;

export class Sending {
  constructor(editor, onFate) {
    Object.assign(this, { editor, onFate, sent: read(editor), step: 0, queue: Promise.resolve("kept"), wait: 0 });
  }

  /** Whether there is anything that the server has not got. */
  get isBehind() {
    return !same(read(this.editor), this.sent);
  }

  /** Sends what stands in the form. With `always` even what the server has: that tells whether one may still save. */
  send({ always = false } = {}) {
    clearTimeout(this.retry);
    this.queue = this.queue.then(() => this.sendNow(always));
    return this.queue;
  }

  async sendNow(always) {
    const { editor } = this;
    editor.desk.settle();
    if (this.isOver || !(always || this.isBehind)) return "kept";
    const sent = read(editor);
    const { fate, words, answer } = await this.ask(this.form());
    if (fate === "kept") {
      Object.assign(this, { sent, wait: 0, pk: answer.pk });
      for (const input of editor.form.querySelectorAll("[name=replaces]")) input.remove(); // they are gone now
    } else if (fate === "offline") this.tryAgain();
    this.onFate(fate, { words, at: answer?.saved_at });
    return fate;
  }

  /** The form as the server keeps it. */
  form() {
    freshToken(this.editor.form);
    const body = new FormData(this.editor.form);
    body.delete("uploads");
    body.set("step", ++this.step);
    return body;
  }

  async ask(body) {
    try {
      const response = await this.editor.post(this.editor.dataset.draftUrl, body, { signal: AbortSignal.timeout(LONGEST_REQUEST) });
      if (response.ok) return { fate: "kept", answer: await response.json() };
      const told = await response.json().catch(() => ({}));
      return { fate: FATES[response.status] ?? "offline", words: told.error };
    } catch (error) {
      return { fate: error.name === "SignedOut" ? "signed-out" : "offline" };
    }
  }

  tryAgain() {
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2 || 4000);
    this.retry = setTimeout(() => this.send(), this.wait);
  }

  /** The last thing that a closing page does. */
  sendLast() {
    if (this.isBehind && !this.isOver) navigator.sendBeacon(this.editor.dataset.draftUrl, this.form());
  }

  /** What stands in the form is saved. */
  settle() {
    this.sent = read(this.editor);
  }
}
