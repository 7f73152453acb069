// The bar at the bottom: the reason and its suggestions, the keys that save, and saving without leaving.
import { Questions } from "./questions.js";

/** Wires the save bar of a <wiki-editor>. */
export class SaveBar {
  constructor(editor) {
    this.editor = editor;
    this.reason = editor.form.elements.reason;
    this.minor = editor.form.elements.is_minor;
    this.on = editor.querySelector("[data-save-on]");
    this.questions = new Questions(editor);
    this.on?.addEventListener("click", () => this.saveOn());
    document.addEventListener("keydown", (event) => this.onKey(event));
    editor.addEventListener("click", (event) => this.onSuggestion(event.target.closest("[data-reason]")));
  }

  onKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (event.shiftKey && this.on) this.saveOn();
    else this.editor.form.requestSubmit(this.editor.querySelector("[data-save]"));
  }

  onSuggestion(button) {
    if (!button) return;
    this.reason.value = button.dataset.reason;
    if (this.minor) this.minor.checked = "minor" in button.dataset;
    this.reason.focus();
  }

  /** Saves and stays. What can't be saved just so, such as a clash with another change, goes the way of the form. */
  async saveOn() {
    const { editor, on } = this;
    if (editor.uploads?.queue.isBusy) return editor.say(editor.uploads.said.waitForFiles, "bad");
    if (editor.views.mustBeChecked() || this.questions.mustWait()) return;
    if (on.disabled || !editor.form.reportValidity()) return;
    on.disabled = true;
    editor.say(on.dataset.saidSaving);
    try {
      const sent = editor.desk.text;
      const response = await editor.post(location.href, new FormData(editor.form));
      if (response.ok) this.saved(await response.json(), sent);
      else editor.form.requestSubmit(editor.querySelector("[data-save]"));
    } catch (error) {
      on.disabled = false;
      if (error.name === "SignedOut" && (await editor.guard.signIn())) return this.saveOn();
      editor.say(on.dataset.saidFailed, "bad");
    }
    on.disabled = false;
  }

  saved({ number, text, words, link, url }, sent) {
    const { editor } = this;
    const { elements } = editor.form;
    // With what others saved in the meantime. Where more was typed since, the next save joins it with that.
    const isJoined = text === null || editor.desk.text === sent;
    if (isJoined && text !== null) editor.desk.text = text.replace(/\r\n?/g, "\n");
    if (isJoined) elements.base_number.value = number;
    this.reason.value = "";
    if (this.minor) this.minor.checked = false;
    editor.dispatchEvent(new CustomEvent("saved", { detail: { number } }));
    editor.say(words, "good");
    if (url) editor.querySelector("[data-status]").append(" ", Object.assign(document.createElement("a"), { href: url, textContent: link }));
  }
}
