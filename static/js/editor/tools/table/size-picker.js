// A grid of squares: how large a new table is to be.
const ROWS = 6;
const COLUMNS = 6;

/** Fills the panel with squares; `onPick({ rows, columns })` is told the rows below the header. */
export function makeSizePicker(panel, { words, signal, onPick }) {
  const squares = panel.querySelector("[data-sizes]");
  const said = panel.querySelector("[data-size]");
  squares.replaceChildren();
  for (let row = 1; row <= ROWS; row++) {
    for (let column = 1; column <= COLUMNS; column++) squares.append(square(words, row, column));
  }
  const mark = ({ target }) => {
    const { row, column } = target.dataset ?? {};
    if (!row) return;
    said.textContent = target.ariaLabel;
    for (const one of squares.children) one.classList.toggle("is-in", +one.dataset.row <= +row && +one.dataset.column <= +column);
  };
  squares.addEventListener("pointerover", mark, { signal });
  squares.addEventListener("focusin", mark, { signal });
  squares.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
  squares.addEventListener("click", ({ target }) => {
    if (target.dataset.row) onPick({ rows: +target.dataset.row, columns: +target.dataset.column });
  }, { signal });
}

function square(words, row, column) {
  const button = document.createElement("button");
  button.type = "button";
  Object.assign(button.dataset, { row, column });
  button.ariaLabel = words.tableSize.replace("{columns}", column).replace("{rows}", row);
  button.tabIndex = row * column === 1 ? 0 : -1;
  return button;
}
