// The document of the visual editor: what a page may hold.
import { getSchema } from "../../../vendor/editor/visual.js";
import { blocks } from "./blocks.js";
import { inlines } from "./inlines.js";
import { lists } from "./lists.js";
import { marks } from "./marks.js";
import { Origins } from "./origins.js";
import { tables } from "./tables.js";

/** What makes an editor out of Tiptap. */
export const extensions = [...blocks, ...lists, ...tables, ...inlines, ...marks, Origins];

export const schema = getSchema(extensions);
