// Says what became of the pictures of a pasted text.

/** `lost` could not be had from the clipboard, `remote` are on other sites and became links. */
export function tellOfPictures(editor, { lost, remote }) {
  const words = editor.querySelector("[data-paste-words]").dataset;
  const say = (sentence) => (editor.uploads ? editor.uploads.note(sentence) : editor.say(sentence, "bad"));
  if (lost) say(words.lost);
  if (remote) say(words.remote);
}
