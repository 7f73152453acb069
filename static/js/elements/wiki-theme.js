// Changes the colours at once and tells the server behind the scenes; without a script the form does it with a page load.
customElements.define("wiki-theme", class extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").addEventListener("submit", (event) => {
      if (event.submitter?.name !== "theme") return;
      event.preventDefault();
      this.choose(event.submitter, event.target);
    });
  }

  choose(button, form) {
    if (button.value) document.documentElement.dataset.theme = button.value;
    else delete document.documentElement.dataset.theme;
    for (const other of form.querySelectorAll("[aria-pressed]")) other.ariaPressed = String(other === button);
    fetch(form.action, {
      method: "POST",
      body: new FormData(form, button),
      headers: { "X-Requested-With": "fetch" },
    });
  }
});
