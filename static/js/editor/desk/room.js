// How much of the window there is to write in: what the save bar takes, and what a phone's keyboard covers.
const SMALLEST_KEYBOARD = 120; // pixels; less is a bar of the browser that comes and goes

/** Keeps --savebar and --keyboard of the root, and data-keyboard of a <wiki-editor>: its style sheet places the bars by them. */
export function watchRoom(editor) {
  const { style } = document.documentElement;
  const savebar = editor.querySelector(".savebar");
  new ResizeObserver(() => style.setProperty("--savebar", `${savebar.offsetHeight}px`)).observe(savebar);
  const viewport = window.visualViewport;
  const measure = () => {
    const covered = viewport.scale > 1.01 ? 0 : Math.max(0, innerHeight - viewport.height - viewport.offsetTop);
    style.setProperty("--keyboard", `${covered}px`);
    editor.toggleAttribute("data-keyboard", covered > SMALLEST_KEYBOARD);
  };
  for (const change of ["resize", "scroll"]) viewport.addEventListener(change, measure);
}
