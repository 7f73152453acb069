// Attributes of the document's nodes: those that mean something, and those that only remember how it was written.
const remembered = new Set();

/** Attributes of how a node was written; they are not part of what the page says, and never leave the document. */
export function written(defaults) {
  for (const name of Object.keys(defaults)) remembered.add(name);
  const attribute = (value) => ({ default: value, rendered: false, keepOnSplit: true });
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, attribute(value)]));
}

/** Whether an attribute only remembers how something was written. */
export const isWritten = (name) => remembered.has(name);

/** An attribute that the HTML carries as data-name, so that copy and paste keep it. */
export function meant(name, value, { keepOnSplit = true, read = (text) => text } = {}) {
  return {
    [name]: {
      default: value,
      keepOnSplit,
      parseHTML: (element) => (element.hasAttribute(`data-${name}`) ? read(element.getAttribute(`data-${name}`)) : value),
      renderHTML: (attributes) => (attributes[name] === null ? {} : { [`data-${name}`]: String(attributes[name]) }),
    },
  };
}
