// A picture of the page, as large as the screen allows; the others are a key, a button or a swipe away.
const PICTURES = "a.enlarge";
const SWIPE = 48; // pixels

customElements.define("wiki-lightbox", class extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    document.addEventListener("click", this.onPicture);
    this.dialog.addEventListener("click", (event) => this.onClick(event));
    this.dialog.addEventListener("keydown", (event) => this.onKey(event));
    this.dialog.addEventListener("pointerdown", (event) => (this.from = event));
    this.dialog.addEventListener("pointerup", (event) => this.onRelease(event));
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.onPicture);
  }

  onPicture = (event) => {
    const link = event.target.closest?.(PICTURES);
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    this.links = [...document.querySelectorAll(PICTURES)].filter((other) => other === link || other.checkVisibility());
    this.show(link);
    this.dialog.showModal();
  };

  onClick(event) {
    const button = event.target.closest("[data-step]");
    if (button) this.step(Number(button.dataset.step));
    else if (!this.swiped && !event.target.closest("button, a")) this.dialog.close();
  }

  onKey(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.step(step);
  }

  onRelease(event) {
    const wide = event.clientX - this.from.clientX;
    this.swiped = event.pointerType !== "mouse" && Math.abs(wide) > SWIPE;
    if (this.swiped) this.step(wide < 0 ? 1 : -1);
  }

  step(by) {
    const next = this.links[this.links.indexOf(this.shown) + by];
    if (next) this.show(next);
  }

  show(link) {
    this.shown = link;
    const image = link.querySelector("img");
    const large = document.createElement("img"); // a new one: the last picture is not seen in this one's shape
    const width = image.srcset.match(/(\d+)w$/)?.[1];
    if (width) Object.assign(large, { sizes: `min(100vw, ${width}px)`, srcset: image.srcset });
    Object.assign(large, { className: "lightbox-image", src: link.href, alt: image.alt });
    this.dialog.querySelector(".lightbox-image").replaceWith(large);
    const caption = link.closest("figure")?.querySelector("figcaption")?.textContent.trim();
    this.dialog.querySelector("[data-caption]").textContent = caption || image.alt;
    this.dialog.querySelector("[data-original]").href = link.href;
    this.count();
  }

  count() {
    const place = this.links.indexOf(this.shown);
    const count = this.dialog.querySelector("[data-count]");
    count.textContent = `${place + 1} ${count.dataset.of} ${this.links.length}`;
    count.hidden = this.links.length < 2;
    for (const button of this.dialog.querySelectorAll("[data-step]")) {
      button.hidden = this.links.length < 2;
      button.ariaDisabled = String(!this.links[place + Number(button.dataset.step)]); // it keeps the focus
    }
  }
});
