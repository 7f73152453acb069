// Files dragged over the desk: a sheet says where they may be let go.

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

/** Shows `zone` while files are dragged over `place`; `take(files, point)` gets what is dropped. */
export function addDropZone(place, zone, take) {
  let timer;
  const show = (isShown) => {
    clearTimeout(timer);
    zone.hidden = !isShown;
    if (isShown) timer = setTimeout(() => show(false), 600); // the pointer left without a word, as it does at a window's edge
  };
  place.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    show(true);
  });
  place.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.stopPropagation(); // the surface below is not to take them as well
    show(false);
    take([...event.dataTransfer.files], { left: event.clientX, top: event.clientY });
  }, { capture: true });
}
