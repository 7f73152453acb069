// Where the panel of a picture stands, in pixels of the window, so that it hides none of the words around it.
const GAP = 6;
const SEEN = 64; // pixels of a picture that its panel leaves in sight, if there is another place
const LINE = 40; // pixels of the text below it that stay free

const isAlone = (image) => !image.closest("td, th") && !image.parentElement.textContent.trim();

/** Its upper left corner; null where every place hides what is next to the picture. `room` is what the window's bars leave free. */
export function spotBeside(picture, panel, room) {
  const image = picture.querySelector("img") ?? picture;
  const [at, paper] = [image, image.closest(".ProseMirror")].map((element) => element.getBoundingClientRect());
  const { offsetWidth: width, offsetHeight: height } = panel;
  const level = (y) => Math.max(room.top, Math.min(y, room.bottom - height));
  const hasRoomRightOf = ({ right }) => right + GAP + width <= room.right;
  if (isAlone(image) && hasRoomRightOf(at) && at.height >= height) return { x: at.right + GAP, y: level(at.top) };
  if (hasRoomRightOf(paper)) return { x: paper.right + GAP, y: level(at.top) };
  const onIt = { x: at.left + GAP, y: level(Math.min(at.bottom, room.bottom) - height - GAP) };
  if (at.height >= height + SEEN) return onIt;
  if (picture.getBoundingClientRect().bottom + LINE <= room.bottom - height) return { x: at.left, y: room.bottom - height };
  return at.height >= height + GAP ? onIt : null;
}
