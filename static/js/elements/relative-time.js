// Says how long ago the time inside was, in the language of the page; the exact time becomes the tooltip.
const STEPS = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86400],
  ["week", 604800],
  ["month", 2629800],
  ["year", 31557600],
];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });

/** The distance from now in the largest unit that fits: "3 hours ago". */
export function sayRelative(moment, now = Date.now()) {
  const seconds = (moment - now) / 1000;
  if (Math.abs(seconds) < 45) return words.format(0, "second");
  const [unit, length] = STEPS.findLast(([, size]) => Math.abs(seconds) >= size * 0.95) ?? STEPS[0];
  return words.format(Math.round(seconds / length), unit);
}

customElements.define("relative-time", class extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    if (!time || time.title) return;
    time.title = time.textContent;
    const show = () => (time.textContent = sayRelative(Date.parse(time.dateTime)));
    show();
    this.timer = setInterval(show, 60000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }
});
