// The writing desk: a form with a Markdown textarea. The parts below each do one thing to it.
import { guardDraft } from "../editor/drafts.js";
import { addCommands } from "../editor/commands.js";
import { addPreview } from "../editor/preview.js";
import { addUploads } from "../editor/uploads.js";
import { anchorOf, keepPlace, takePlace } from "../place.js";

customElements.define("wiki-editor", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("textarea[name=text]");
    this.reason = this.form.elements.reason;
    addCommands(this);
    addPreview(this);
    addUploads(this);
    guardDraft(this);
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("click", (event) => this.onSuggestion(event.target.closest("[data-reason]")));
    this.form.addEventListener("submit", () => keepPlace(anchorOf(this.headingAbove())));
    this.openAtPlace();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  onKey = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (this.reason && !this.reason.value.trim() && document.activeElement !== this.reason) this.reason.focus();
    else this.form.requestSubmit(this.form.querySelector("[data-save]"));
  };

  onSuggestion(button) {
    if (!button) return;
    this.reason.value = button.dataset.reason;
    this.reason.focus();
  }

  headingAbove() {
    const lines = this.text.value.slice(0, this.text.selectionStart).split("\n");
    return lines.findLast((line) => /^#{1,6}\s/.test(line)) ?? "";
  }

  // The heading that was on the reader's screen comes to the top of the textarea.
  openAtPlace() {
    const place = takePlace();
    if (!place) return;
    let offset = 0;
    for (const line of this.text.value.split("\n")) {
      if (/^#{1,6}\s/.test(line) && anchorOf(line) === place) return this.scrollTo(offset);
      offset += line.length + 1;
    }
  }

  scrollTo(offset) {
    const all = this.text.value;
    this.text.value = all.slice(0, offset); // the only measure of wrapped lines that a textarea gives
    const height = this.text.scrollHeight;
    this.text.value = all;
    this.text.setSelectionRange(offset, offset);
    this.text.scrollTop = Math.max(0, height - this.text.clientHeight / 4);
    this.text.focus({ preventScroll: true });
  }

  /** Says something quietly; `kind` is "", "good" or "bad". */
  say(words, kind = "") {
    const line = this.querySelector("[data-status]");
    line.textContent = words;
    line.dataset.kind = kind;
  }

  /** Posts to the server as the form's owner. Throws when the answer is not for us: signed out, or refused. */
  async post(url, body) {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
    const response = await fetch(url, { method: "POST", body, headers });
    if (response.redirected || response.status === 401 || response.status === 403) throw new SignedOut();
    return response;
  }
});

class SignedOut extends Error {
  name = "SignedOut";
}
