// On the page as its readers see it: who is changing it just now.
import { filled, moment } from "../editor/drafts/words.js";

const EVERY = 20_000;

customElements.define("wiki-presence", class extends HTMLElement {
  connectedCallback() {
    this.ask();
    this.timer = setInterval(() => this.ask(), EVERY);
    document.addEventListener("visibilitychange", this.ask);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.ask);
  }

  ask = async () => {
    if (document.hidden) return;
    try {
      const response = await fetch(this.dataset.url, { headers: { "X-Requested-With": "fetch" } });
      if (response.ok) this.show((await response.json()).editing);
    } catch {
      // Not connected: what was said last stays.
    }
  };

  show(editing) {
    const words = editing.map(({ name, since }) => filled(this.dataset.said, { name, time: moment(since) })).join(" · ");
    if (words === this.textContent) return;
    this.textContent = words;
    this.setAttribute("role", "status");
  }
});
