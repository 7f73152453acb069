// Shows its button, which prints the page: without a script it could not.
customElements.define("wiki-print", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
});
