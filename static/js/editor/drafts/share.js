// An address for the draft, to be sent to a colleague, and taken back.

/** Wires "Share this draft" of a <wiki-editor>. */
export function addSharing(editor, guard) {
  const dialog = editor.querySelector("[data-share-dialog]");
  const open = async () => {
    dialog.showModal();
    show(dialog, await addressOf(editor, guard));
  };
  editor.querySelector("[data-share]").addEventListener("click", open);
  dialog.querySelector("[data-unshare]").addEventListener("click", async () => {
    await editor.post(`/p/drafts/${guard.sending.pk}/link/removal/`, new FormData()).catch(() => {});
    dialog.close();
  });
}

/** The draft's address, once the server has the text as it stands; "" where that can't be. */
async function addressOf(editor, guard) {
  if ((await guard.sending.send({ always: true })) !== "kept") return "";
  try {
    const response = await editor.post(`/p/drafts/${guard.sending.pk}/link/`, new FormData());
    return response.ok ? (await response.json()).url : "";
  } catch {
    return "";
  }
}

function show(dialog, url) {
  dialog.querySelector("[data-problem]").hidden = Boolean(url);
  for (const part of dialog.querySelectorAll("[data-shared]")) part.hidden = !url;
  dialog.querySelector("input").value = url;
  dialog.querySelector("wiki-copy").dataset.text = url;
  dialog.querySelector("input").select();
}
