// A bar that shows as many buttons as fit; the others wait in the panel "more", in the same order. On a phone, where few
// would fit, its style sheet has it scroll instead.

/** Moves what does not fit to the beginning of the panel, whenever the width changes; `disconnect()` puts all back. */
export function keepFitting(bar, panel) {
  const more = bar.querySelector("[data-menu=more]");
  const items = [...bar.children].filter((item) => item !== more);
  const observer = new ResizeObserver(() => fit(bar, panel, items, more));
  observer.observe(bar);
  fit(bar, panel, items, more);
  return {
    disconnect() {
      observer.disconnect();
      more.before(...items);
    },
  };
}

function fit(bar, panel, items, more) {
  more.before(...items);
  const { left, width } = bar.getBoundingClientRect();
  if (!width || getComputedStyle(bar).overflowX !== "hidden") return;
  const room = left + width - more.offsetWidth - parseFloat(getComputedStyle(bar).paddingRight);
  const first = items.findIndex((item) => item.getBoundingClientRect().right > room);
  if (first < 0) return;
  panel.prepend(...items.slice(first));
}
