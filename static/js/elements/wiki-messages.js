// Closes messages on demand; a good one also leaves by itself, unless somebody is reading it.
const LINGER = 9000;

customElements.define("wiki-messages", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => event.target.closest("[data-close]")?.closest(".message").remove());
    for (const message of this.querySelectorAll(".message-success, .message-info")) this.retire(message);
  }

  retire(message) {
    let timer = setTimeout(() => message.remove(), LINGER);
    const stay = () => clearTimeout(timer);
    message.addEventListener("pointerenter", stay);
    message.addEventListener("focusin", stay);
    message.addEventListener("pointerleave", () => (timer = setTimeout(() => message.remove(), LINGER / 2)));
  }
});
