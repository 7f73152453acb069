// `<figure markdown>`: MkDocs' element that holds an image and its caption.
const OPENING = /^<figure\s[^<>]*>$/i;
const CAPTION = /^<figcaption>(.*)<\/figcaption\s*>$/i;
const CLOSING = /^<\/figure\s*>$/i;

/** The parts of a figure that holds one image and at most one caption; null when it holds anything else. */
export function splitFigure(source) {
  const lines = source.map((line) => line.trim()).filter(Boolean);
  const [opening, image, ...rest] = lines;
  const closing = rest.pop();
  if (rest.length > 1 || !OPENING.test(opening) || !CLOSING.test(closing ?? "") || !image.startsWith("![")) return null;
  const caption = rest.length ? rest[0].match(CAPTION) : ["", ""];
  return caption && { opening, image, caption: caption[1].trim() };
}

/** The lines of a figure. */
export const figureLines = ({ opening, image, caption }) => [
  opening,
  image,
  ...(caption ? [`  <figcaption>${caption}</figcaption>`] : []),
  "</figure>",
];
