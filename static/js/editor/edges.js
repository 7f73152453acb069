// The bars at the window's edges cover what is below them: what somebody writes must come clear of them.
const BARS = ".bar, .savebar, wiki-editor :is(.tools, .toolbar, .find-box)";
const FREE = 16; // pixels between a bar and the line with the cursor

function covered(isTop) {
  const boxes = [...document.querySelectorAll(BARS)].map((bar) => bar.getBoundingClientRect()).filter(({ height }) => height);
  const depths = boxes.filter(({ top }) => isTop === top < innerHeight / 2).map(({ top, bottom }) => (isTop ? bottom : innerHeight - top));
  return Math.max(0, ...depths);
}

/** What the bars at the lower edge take of the part of the window that a phone's keyboard leaves. */
export function barsBelow() {
  const { height, offsetTop } = window.visualViewport;
  return Math.max(0, covered(false) - (innerHeight - height - offsetTop));
}

/** What the bars at the upper edge take of the window. */
export const barsAbove = () => covered(true);

/** How far from each edge of the window the cursor has to stay, in pixels. */
export const edges = {
  get top() {
    return barsAbove() + FREE;
  },
  get bottom() {
    return covered(false) + FREE;
  },
  left: 5,
  right: 5,
};
