// Which block of the source a block of the document came from.
import { Extension } from "../../../vendor/editor/visual.js";
import { written } from "./attributes.js";

/** Remembers of each block which source block it came from; a block split in two leaves that to its first half. */
export const Origins = Extension.create({
  name: "origins",
  addGlobalAttributes() {
    const types = this.extensions.filter(({ type, config }) => type === "node" && /\bblock\b/.test(config.group)).map(({ name }) => name);
    const { origin } = written({ origin: null });
    return [{ types, attributes: { origin: { ...origin, keepOnSplit: false } } }];
  },
});
