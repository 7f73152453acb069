// Nothing typed is ever lost: a second after typing stops the text is a draft on the server, or, while that can't be
// reached, a copy on this device that goes there later. Each opened editor is a sitting of its own, so that two windows
// never write over one another.
import { freshToken, read } from "./drafts/content.js";
import { offerCopies } from "./drafts/offers.js";
import { watchPresence } from "./drafts/presence.js";
import { Sending } from "./drafts/sending.js";
import { addSharing } from "./drafts/share.js";
import * as shelf from "./drafts/shelf.js";
import { signIn } from "./drafts/sign-in.js";
import { filled, moment } from "./drafts/words.js";

const PAUSE = 600; // milliseconds after the form last changed, which itself follows typing when that pauses
const OFTEN = 5000; // and of typing without a pause
const STORE = 200;

/** Keeps what is typed into a <wiki-editor>, offers what earlier visits left, and guards the way out. */
export function guardDraft(editor) {
  return new Guard(editor);
}

class Guard {
  constructor(editor) {
    this.editor = editor;
    this.words = editor.querySelector("[data-draft-words]").dataset;
    const sitting = editor.form.elements.sitting;
    sitting.value ||= named();
    this.sitting = sitting.value;
    this.key = shelf.keyOf(editor.dataset.person, location.pathname, this.sitting);
    this.skew = Date.parse(this.words.now) - Date.now(); // this device's clock may be wrong
    this.sending = new Sending(editor, (fate, told) => this.onFate(fate, told));
    this.isKeptHere = true;
    offerCopies(editor, { opened: read(editor), sitting: this.sitting, skew: this.skew });
    this.wire();
    watchPresence(editor, this);
    addSharing(editor, this);
  }

  wire() {
    const { form } = this.editor;
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.onChange());
    form.addEventListener("submit", (event) => this.onSubmit(event));
    this.editor.addEventListener("saved", () => this.onSaved());
    setInterval(() => this.editor.desk.settle(), OFTEN); // who types without a pause is kept as well
    addEventListener("online", () => this.sending.send());
    addEventListener("focus", () => this.fate && this.fate !== "kept" && this.sending.send({ always: true }));
    addEventListener("pageshow", () => (this.isLeaving = this.sending.isOver = false));
    addEventListener("pagehide", () => this.onLeave());
    addEventListener("beforeunload", (event) => {
      if (!this.isLeaving && this.sending.isBehind && !this.store()) event.preventDefault();
    });
  }

  onChange() {
    clearTimeout(this.storing);
    clearTimeout(this.pausing);
    this.storing = setTimeout(() => this.sending.isBehind && this.keepHere(), STORE);
    this.since ??= Date.now();
    this.pausing = setTimeout(() => this.sending.send(), Math.max(0, Math.min(PAUSE, this.since + OFTEN - Date.now())));
  }

  get copy() {
    return { ...read(this.editor), sitting: this.sitting, step: this.sending.step + 1, at: Date.now() };
  }

  store() {
    return shelf.putNow(this.key, this.copy);
  }

  async keepHere() {
    this.isKeptHere = await shelf.put(this.key, this.copy);
    return this.isKeptHere;
  }

  async onFate(fate, { words, at }) {
    const { editor } = this;
    this.fate = fate;
    this.since = undefined;
    if (fate === "kept") {
      if (!this.sending.isBehind) shelf.drop(this.key);
      editor.dispatchEvent(new CustomEvent("draftkept"));
      return editor.say(filled(this.words.saved, { time: moment(at) }), "good");
    }
    await this.keepHere();
    const said = { offline: this.words.offline, "signed-out": this.words.signedOut, stranger: this.words.stranger, refused: this.words.refused };
    if (fate === "offline" && !this.isKeptHere) return editor.say(this.words.nowhere, "bad");
    editor.say(words && fate === "too-long" ? words : said[fate] ?? words, fate === "offline" ? "" : "bad");
    if (fate === "signed-out" || fate === "stranger") this.offerSignIn();
  }

  /** A button beside the words. */
  offerSignIn() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: this.words.signIn });
    button.addEventListener("click", async () => (await this.signIn()) && this.goOn());
    this.editor.querySelector("[data-status]").append(" ", button);
  }

  // With the button gone the next letters would go nowhere, or be taken for the page's keys.
  goOn() {
    const { surface } = this.editor.desk;
    surface.select(surface.selection());
  }

  signIn() {
    return signIn(this.editor, () => this.sending.send({ always: true }));
  }

  // The form goes off only where it can arrive: otherwise the text would leave the screen for an error's.
  async onSubmit(event) {
    if (this.isSure) return this.onSent();
    event.preventDefault();
    if (this.isAsking) return;
    this.isAsking = true;
    let fate = await this.sending.send({ always: true });
    if (fate === "signed-out" || fate === "stranger") fate = (await this.signIn()) ? "kept" : fate;
    this.isAsking = false;
    if (fate !== "kept" && fate !== "too-long") return;
    this.isSure = true;
    freshToken(this.editor.form);
    this.editor.form.requestSubmit(event.submitter);
    this.isSure = false;
  }

  onSent() {
    this.isLeaving = this.sending.isOver = true;
    this.store();
    shelf.noteSaving(this.key);
  }

  onLeave() {
    if (this.isLeaving || !this.sending.isBehind) return;
    this.store();
    this.sending.sendLast();
  }

  onSaved() {
    this.sending.settle();
    shelf.drop(this.key);
  }
}

/** A name that no other sitting has; randomUUID is missing on plain http. */
function named() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
