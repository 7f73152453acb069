// A details menu that closes on Escape, on a click beside it, and when the focus leaves it.
customElements.define("wiki-menu", class extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) this.details.open = false;
    });
    document.addEventListener("pointerdown", this.onPress);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.onPress);
  }

  onPress = (event) => {
    if (!this.contains(event.target)) this.details.open = false;
  };

  onKey(event) {
    if (!this.details.open) return;
    if (event.key === "Escape") {
      this.details.open = false;
      this.details.querySelector("summary").focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.step(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  step(by) {
    const items = [...this.querySelectorAll(".menu-body :is(a, button)")].filter((item) => item.offsetParent);
    const here = items.indexOf(document.activeElement);
    items.at((here + by + (here < 0 && by < 0 ? 1 : 0)) % items.length)?.focus();
  }
});
