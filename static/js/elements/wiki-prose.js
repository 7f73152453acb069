// The written page: an address beside each heading, and the way back to the place one was editing.
import { copyText } from "../clipboard.js";
import { takePlace } from "../place.js";

customElements.define("wiki-prose", class extends HTMLElement {
  connectedCallback() {
    for (const heading of this.querySelectorAll(":is(h1, h2, h3, h4)[id]")) heading.append(this.link(heading));
    const place = takePlace();
    if (place && !location.hash) document.getElementById(place)?.scrollIntoView();
  }

  link(heading) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "heading-link no-print";
    button.ariaLabel = `${this.dataset.copy}: ${heading.textContent.trim()}`;
    button.addEventListener("click", async () => {
      history.replaceState(null, "", `#${heading.id}`);
      if (!(await copyText(location.href))) return;
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1600);
    });
    return button;
  }
});
