// What people type when they mean an address.
const COMPLETE = /^(?:https?:\/\/|mailto:|tel:|\/|#|\.\.?\/)\S*$/i;
const MAIL = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;
const HOST = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?$/i;

/** The address that is meant, or null where it is words. */
export function addressMeant(typed) {
  const text = typed.trim();
  if (COMPLETE.test(text)) return text;
  if (MAIL.test(text)) return `mailto:${text}`;
  return HOST.test(text) ? `https://${text}` : null;
}
