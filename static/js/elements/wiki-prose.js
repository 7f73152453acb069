// The written page: an address beside each heading, tabs that take turns, diagrams drawn, and the way back to where one
// was editing.
import { copyText } from "../clipboard.js";
import { takePlace } from "../place.js";

let made = 0;

/** Panels written one below the other become tabs, with the arrow keys that go with them. */
class Tabs {
  constructor(box) {
    this.panels = [...box.querySelectorAll(":scope > .tab")];
    this.buttons = this.panels.map((panel) => this.button(panel));
    const bar = document.createElement("div");
    bar.className = "tabbar no-print";
    bar.role = "tablist";
    bar.append(...this.buttons);
    bar.addEventListener("keydown", (event) => this.onKey(event));
    box.prepend(bar);
    this.show(0);
  }

  button(panel) {
    const button = document.createElement("button");
    button.type = "button";
    button.role = "tab";
    button.textContent = panel.getAttribute("aria-label");
    panel.id ||= `tab-${++made}`;
    panel.role = "tabpanel";
    button.setAttribute("aria-controls", panel.id);
    const show = () => this.show(this.panels.indexOf(panel));
    button.addEventListener("click", show);
    panel.addEventListener("beforematch", show); // a link or the browser's own search led into it
    return button;
  }

  show(index) {
    this.panels.forEach((panel, other) => (panel.hidden = other !== index && "until-found"));
    this.buttons.forEach((button, other) => {
      button.ariaSelected = String(other === index);
      button.tabIndex = other === index ? 0 : -1;
    });
  }

  onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (this.buttons.indexOf(document.activeElement) + step + this.buttons.length) % this.buttons.length;
    this.show(next);
    this.buttons[next].focus();
  }
}

customElements.define("wiki-prose", class extends HTMLElement {
  connectedCallback() {
    for (const name of this.querySelectorAll(":is(h1, h2, h3, h4) > a[name]:first-child")) {
      name.parentElement.append(this.link(name));
      if (this.dataset.edit) name.parentElement.append(this.pencil(name));
    }
    for (const tabs of this.querySelectorAll(".tabs")) new Tabs(tabs);
    if (this.querySelector("code.language-mermaid")) import("../diagrams.js").then(({ drawDiagrams }) => drawDiagrams(this));
    const place = takePlace();
    if (place && !location.hash) document.getElementsByName(place)[0]?.scrollIntoView({ behavior: "instant" });
  }

  /** Leads to the editor at this heading. */
  pencil(name) {
    const link = document.createElement("a");
    link.className = "heading-link heading-edit no-print";
    link.href = `${this.dataset.edit}?section=${encodeURIComponent(name.name)}`;
    link.ariaLabel = `${this.dataset.editWord}: ${name.parentElement.textContent.trim()}`;
    return link;
  }

  link(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "heading-link no-print";
    button.ariaLabel = `${this.dataset.copy}: ${name.parentElement.textContent.trim()}`;
    button.addEventListener("click", async () => {
      history.replaceState(null, "", `#${name.name}`);
      if (!(await copyText(location.href))) return;
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1600);
    });
    return button;
  }
});
