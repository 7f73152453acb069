// Follows a long job: fetches the same screen again and takes over its own part, until the server says that it is done.
const EVERY = 1500;

customElements.define("wiki-progress", class extends HTMLElement {
  connectedCallback() {
    if (!("done" in this.dataset)) this.timer = setTimeout(() => this.refresh(), EVERY);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async refresh() {
    try {
      const response = await fetch(location.href);
      const screen = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = response.ok && screen.querySelector("wiki-progress");
      if (fresh) return this.replaceWith(document.adoptNode(fresh));
    } catch {
      // The network is away; the next round asks again.
    }
    this.timer = setTimeout(() => this.refresh(), EVERY * 2);
  }
});
