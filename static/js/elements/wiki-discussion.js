// What is said about the page, beside its text or below it: a click on a passage shows its thread, and the other way.
import { Compose } from "../discussion/compose.js";
import { markPassages, reveal } from "../discussion/passages.js";

const BESIDE = "(min-width: 80rem)"; // as in slices/discussion.css
const KEPT = "looseleaf:beside";

customElements.define("wiki-discussion", class extends HTMLElement {
  connectedCallback() {
    this.frame = this.closest(".frame");
    this.prose = document.querySelector(".sheet wiki-prose");
    const threads = this.querySelectorAll("[data-first]");
    this.marks = this.prose ? markPassages(this.prose, threads, this.dataset.saidMark) : new Map();
    this.compose = this.querySelector("dialog") && new Compose(this, this.prose);
    this.addEventListener("click", (event) => this.onClick(event));
    this.prose?.addEventListener("click", (event) => this.onPassage(event));
    document.querySelectorAll("[data-face]").forEach((button) => button.addEventListener("click", () => this.face(button.dataset.face, true)));
    document.querySelectorAll("[data-show-discussion]").forEach((link) => link.addEventListener("click", () => this.face("comments")));
    this.face(localStorage.getItem(KEPT) ?? "contents");
    addEventListener("hashchange", () => this.onHash());
    this.onHash();
  }

  /** Shows the contents or the comments where there is room for one of them. */
  face(name, keep = false) {
    if (this.frame) this.frame.dataset.face = name;
    document.querySelectorAll("[data-face][aria-pressed]").forEach((button) => (button.ariaPressed = String(button.dataset.face === name)));
    if (keep) localStorage.setItem(KEPT, name);
  }

  onHash() {
    const target = /^#(thread|comment)-\d+$/.test(location.hash) && this.querySelector(location.hash);
    if (location.hash === "#discussion") this.face("comments");
    if (!target) return;
    const id = target.closest(".thread").dataset.thread;
    if (matchMedia(BESIDE).matches && this.marks.has(id)) reveal(this.marks.get(id)[0]);
    this.showThread(id, target);
  }

  onClick(event) {
    const thread = event.target.closest(".thread");
    if (event.target.closest("[data-compose]")) {
      event.preventDefault();
      this.compose.open(this.compose.selection());
    } else if (event.target.closest("[data-reply-to]")) {
      event.preventDefault();
      this.reply(thread, event.target.closest("[data-reply-to]"));
    } else if (event.target.closest("[data-show-passage]")) {
      event.preventDefault();
      this.current(thread.dataset.thread);
      reveal(this.marks.get(thread.dataset.thread)?.[0] ?? this.prose);
    } else if (thread && !event.target.closest("a, button, textarea")) this.current(thread.dataset.thread);
  }

  onPassage(event) {
    const passage = event.target.closest(".passage, .passage-link");
    if (!passage || !getSelection().isCollapsed) return;
    const link = event.target.closest("a");
    if (link && link !== passage) return; // a link inside the passage leads where it leads
    event.preventDefault();
    this.showThread(passage.dataset.thread);
  }

  showThread(id, target = this.querySelector(`#thread-${id}`)) {
    this.face("comments");
    this.current(id);
    target.closest(".thread").scrollIntoView({ block: "nearest" });
    target.scrollIntoView({ block: "nearest" });
    target.focus({ preventScroll: true });
  }

  current(id) {
    this.querySelectorAll(".thread").forEach((thread) => thread.classList.toggle("is-current", thread.dataset.thread === id));
    this.marks.forEach((marks, thread) => marks.forEach((mark) => mark.classList.toggle("is-current", thread === id)));
  }

  reply(thread, link) {
    const open = thread.querySelector("wiki-comment textarea");
    if (open) return open.focus();
    const form = this.querySelector("[data-reply]").content.cloneNode(true);
    form.querySelector("form").action = link.href;
    thread.append(form);
    const made = thread.querySelector("wiki-comment");
    made.querySelector("[data-cancel]").addEventListener("click", () => (made.remove(), link.focus()));
    made.querySelector("textarea").focus();
  }
});
