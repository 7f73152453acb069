// The writing desk: a form whose text is written in place, as Markdown, or in a plain textarea. The parts below each do
// one thing to it.
import { addCommands } from "../editor/commands.js";
import { addCount } from "../editor/desk/count.js";
import { Desk } from "../editor/desk/desk.js";
import { headingAbove, offsetOfHeading } from "../editor/desk/place.js";
import { watchRoom } from "../editor/desk/room.js";
import { SaveBar } from "../editor/desk/save.js";
import { addTemplates } from "../editor/desk/templates.js";
import { addTitle } from "../editor/desk/title.js";
import { Views } from "../editor/desk/views.js";
import { guardDraft } from "../editor/drafts.js";
import { freshToken } from "../editor/drafts/content.js";
import { addUploads } from "../editor/uploads.js";
import { keepPlace, takePlace } from "../place.js";

customElements.define("wiki-editor", class extends HTMLElement {
  async connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("textarea[name=text]");
    this.desk = new Desk(this);
    this.views = new Views(this);
    addTitle(this);
    addTemplates(this);
    addCommands(this);
    this.uploads = addUploads(this);
    this.guard = guardDraft(this);
    this.savebar = new SaveBar(this);
    if (this.dataset.presenceUrl) this.keepPlaceOnSave(); // a new page is read from its top
    await this.views.open();
    this.openAtPlace();
    addCount(this);
    watchRoom(this);
    this.dataset.ready = this.desk.view;
    performance.mark("editor-ready");
  }

  keepPlaceOnSave() {
    this.form.addEventListener("submit", () => keepPlace(headingAbove(this.text.value, this.desk.surface.selection().head)));
  }

  // At the heading that was asked for, or that was on the reader's screen.
  openAtPlace() {
    const anchor = new URLSearchParams(location.search).get("section") || takePlace();
    const offset = anchor ? offsetOfHeading(this.text.value, anchor) : undefined;
    if (offset !== undefined) this.desk.goTo(offset);
    else if (this.text.autofocus && matchMedia("(pointer: fine)").matches) this.desk.surface.select({ anchor: 0, head: 0 });
  }

  /** Says something quietly; `kind` is "", "good" or "bad". */
  say(words, kind = "") {
    const line = this.querySelector("[data-status]");
    line.textContent = words;
    line.dataset.kind = kind;
  }

  /** Posts to the server as the form's owner. Throws SignedOut when that is nobody any more. */
  async post(url, body, options = {}) {
    const isKnown = document.cookie.includes("csrftoken="); // without it the server refuses before it looks who asks
    const token = freshToken(this.form);
    if (body.has("csrfmiddlewaretoken")) body.set("csrfmiddlewaretoken", token); // the one that counts, where there are two
    const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
    const response = await fetch(url, { method: "POST", body, headers, ...options });
    if (response.redirected || response.status === 401 || (response.status === 403 && !isKnown)) throw new SignedOut();
    return response;
  }
});

class SignedOut extends Error {
  name = "SignedOut";
}
