// Arrow keys among buttons of which one can be reached with Tab.

const isShown = (button) => !button.disabled && button.getClientRects().length > 0;

/** Which of the buttons is reached with Tab. */
export function setReachable(buttons, button) {
  for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
}

/** Moves the focus among what `find()` gives; `columns` makes a grid of it, in which up and down keep the column. */
export function rove(box, find, { columns = () => 1, vertical = false, signal } = {}) {
  box.addEventListener("keydown", (event) => {
    const buttons = find().filter(isShown);
    const here = buttons.indexOf(document.activeElement);
    const next = here < 0 ? undefined : target(event.key, here, buttons.length, columns(), vertical);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setReachable(buttons, buttons[next]);
    buttons[next].focus();
  }, { signal });
}

function target(key, here, count, columns, vertical) {
  const isGrid = columns > 1;
  const across = vertical && !isGrid ? 0 : 1;
  const down = vertical || isGrid ? columns : 0;
  const steps = { ArrowRight: across, ArrowLeft: -across, ArrowDown: down, ArrowUp: -down };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  if (!step) return undefined;
  const next = here + step;
  if (isGrid) return next < 0 || next >= count ? here : next;
  return (next + count) % count;
}
