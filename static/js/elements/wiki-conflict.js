// Choosing between two changes: who writes a passage anew has chosen it, so that nothing typed is left out.
customElements.define("wiki-conflict", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", (event) => {
      if (event.target.matches("textarea")) event.target.closest("fieldset").querySelector("[value=write]").checked = true;
    });
  }
});
