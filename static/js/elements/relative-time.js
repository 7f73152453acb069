// Keeps "3 hours ago" true while the screen stays open, in the language of the page.
import { exactly } from "../moments.js";

const STEPS = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86400],
  ["week", 604800],
  ["month", 2629800],
  ["year", 31557600],
];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en");

function say(moment) {
  const seconds = (moment - Date.now()) / 1000;
  const [unit, length] = STEPS.findLast(([, size]) => Math.abs(seconds) >= size * 0.95) ?? [];
  return unit && words.format(Math.round(seconds / length), unit);
}

customElements.define("relative-time", class extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    time.title = exactly(new Date(time.dateTime));
    this.timer = setInterval(() => this.show(), 60000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const time = this.querySelector("time");
    time.textContent = say(Date.parse(time.dateTime)) ?? time.textContent;
  }
});
