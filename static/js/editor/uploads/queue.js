// Files on their way to the server: a few at a time, tried again when the network or the server fails for a moment.
import { UploadError, send } from "./request.js";

const AT_ONCE = 3;
const PAUSES = [1, 3, 9, 27]; // seconds before each further try

/** One file: `state` is waiting, sending, pausing, failed, refused, done or gone; `progress` from 0 to 1. */
class Upload {
  constructor(file, queue) {
    Object.assign(this, { file, queue, state: "waiting", progress: 0, tries: 0, message: "" });
    this.arrived = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.arrived.catch(() => {}); // who waits for it is told; who does not, sees it on the screen
  }

  set(state, changes = {}) {
    Object.assign(this, { state }, changes);
    this.queue.onChange(this);
  }

  /** Gives it up, or takes it from the list once it failed. */
  cancel() {
    clearTimeout(this.timer);
    this.abort?.abort();
    this.set("gone");
    this.reject(new UploadError("cancelled"));
    this.queue.next();
  }

  /** Tries again at once. */
  retry() {
    clearTimeout(this.timer);
    this.set("waiting", { tries: 0, progress: 0, message: "" });
    this.queue.next();
  }
}

export class Queue {
  constructor({ url, token, onChange }) {
    Object.assign(this, { url, token, onChange, uploads: [] });
    addEventListener("online", () => this.uploads.forEach((upload) => this.isHeldUp(upload) && upload.retry()));
  }

  isHeldUp({ state, message }) {
    return state === "pausing" || (state === "failed" && message === "passing");
  }

  /** Whether something has still to arrive without anybody doing anything. */
  get isBusy() {
    return this.uploads.some(({ state }) => ["waiting", "sending", "pausing"].includes(state));
  }

  /** Puts a file into the queue; its `arrived` resolves with the server's answer. */
  add(file, refusal = "") {
    const upload = new Upload(file, this);
    this.uploads.push(upload);
    upload.set("waiting");
    if (refusal) this.end(upload, new UploadError("refused", refusal));
    this.next();
    return upload;
  }

  next() {
    const waiting = this.uploads.filter(({ state }) => state === "waiting");
    const free = AT_ONCE - this.uploads.filter(({ state }) => state === "sending").length;
    waiting.slice(0, Math.max(0, free)).forEach((upload) => this.start(upload));
  }

  async start(upload) {
    upload.abort = new AbortController();
    upload.set("sending", { progress: 0 });
    const progress = (part) => upload.state === "sending" && upload.set("sending", { progress: part });
    try {
      const answer = await send(this.url, upload.file, { token: this.token(), progress, signal: upload.abort.signal });
      upload.set("done", { progress: 1 });
      upload.resolve(answer);
    } catch (error) {
      this.end(upload, error);
    }
    this.next();
  }

  end(upload, error) {
    if (error.kind === "cancelled") return;
    if (error.kind === "refused") {
      upload.set("refused", { message: error.message });
      upload.reject(error);
      return;
    }
    const pause = error.kind === "passing" && PAUSES[upload.tries];
    if (!pause) return upload.set("failed", { message: error.kind });
    upload.set("pausing", { tries: upload.tries + 1, pause });
    upload.timer = setTimeout(() => {
      upload.set("waiting");
      this.next();
    }, pause * 1000);
  }
}
