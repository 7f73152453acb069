// How much of the window there is to write in: what the save bar takes, and what a phone's keyboard covers.
const SMALLEST_KEYBOARD = 120; // pixels; less is a bar of the browser that comes and goes

/** Keeps --savebar, --keyboard and data-keyboard of a <wiki-editor>, which its style sheet places the bars by. */
export function watchRoom(editor) {
  const savebar = editor.querySelector(".savebar");
  new ResizeObserver(() => editor.style.setProperty("--savebar", `${savebar.offsetHeight}px`)).observe(savebar);
  const viewport = window.visualViewport;
  const measure = () => {
    const covered = viewport.scale > 1.01 ? 0 : Math.max(0, innerHeight - viewport.height - viewport.offsetTop);
    editor.style.setProperty("--keyboard", `${covered}px`);
    editor.toggleAttribute("data-keyboard", covered > SMALLEST_KEYBOARD);
  };
  for (const change of ["resize", "scroll"]) viewport.addEventListener(change, measure);
}
