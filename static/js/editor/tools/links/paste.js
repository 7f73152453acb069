// An address pasted over words becomes their link; one of this wiki becomes a link to the page, with its title.
import { Extension, Plugin } from "../../../../vendor/editor/visual.js";
import { setAddress } from "./at-cursor.js";
import { linkTo, outlineOf, ownAddress } from "./pages.js";

const ADDRESS = /^https?:\/\/\S+$/;

/** The address is there at once; the page's title takes its place when the server has told it. */
async function nameOwnPage(editor, context, href, from) {
  const own = ownAddress(href);
  const page = own && (await outlineOf(own.url).catch(() => null));
  if (!page || editor.isDestroyed) return;
  const to = from + href.length;
  const { doc } = editor.state;
  if ( to > doc.content.size || doc.textBetween(from, to) !== href) return; // written on in the meantime
  editor.commands.insertContentAt({ from, to }, linkTo(page, { anchor: own.anchor, pageUrl: context.pageUrl }));
}

export const pasteLinks = (context) =>
  Extension.create({
    name: "pasteLinks",
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          props: {
            handlePaste(view, event) {
              const text = event.clipboardData?.getData("text/plain").trim() ?? "";
              const { selection } = view.state;
              if (!ADDRESS.test(text) || selection.$from.parent.type.spec.code || !selection.$from.sameParent(selection.$to)) return false;
              const { from, to, empty } = selection;
              if (!empty) setAddress(editor, { from, to, words: view.state.doc.textBetween(from, to) }, text, view.state.doc.textBetween(from, to));
              else view.dispatch(view.state.tr.insertText(text, from).setMeta("paste", true).scrollIntoView());
              if (empty) nameOwnPage(editor, context, text, from);
              return true;
            },
          },
        }),
      ];
    },
  });
