// Copies of unsaved text on this device, each under its person, its editor's address and its sitting: in localStorage,
// which also works while a page is being closed, and where that is full, in IndexedDB. Private windows may have neither.
const PREFIX = "looseleaf:draft:";
const SAVING = "looseleaf:saving";

export const keyOf = (person, path, sitting) => `${PREFIX}${person}:${path}:${sitting}`;

/** Keeps a copy at once; false where there is no room. */
export function putNow(key, copy) {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

/** Keeps a copy; false where the device keeps nothing. */
export async function put(key, copy) {
  if (putNow(key, copy)) return true;
  return inBox("readwrite", (box) => box.put(copy, key)).then(() => true, () => false);
}

/** Forgets a copy. */
export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing is kept here.
  }
  if (boxed) inBox("readwrite", (box) => box.delete(key)).catch(() => {});
}

/** The copies of a person's sittings at one address: [{ key, ...copy }]. */
export async function copiesOf(person, path) {
  const start = keyOf(person, path, "");
  const large = await inBox("readonly", (box) => box.getAllKeys()).catch(() => []);
  const found = large.filter((key) => key.startsWith(start)).map(async (key) => ({ key, ...(await inBox("readonly", (box) => box.get(key))) }));
  return [...small(start), ...(await Promise.all(found))].filter((copy) => typeof copy.text === "string");
}

function small(start) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(start));
    return keys.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return [];
  }
}

/** Notes that the text under this key is on its way to be saved; the next screen forgets it when that went well. */
export function noteSaving(key) {
  try {
    sessionStorage.setItem(SAVING, key);
  } catch {
    // The copy stays and is offered once more.
  }
}

/** Forgets the copy of what was saved just now. */
export function forgetSaved() {
  try {
    const key = sessionStorage.getItem(SAVING);
    sessionStorage.removeItem(SAVING);
    if (key) drop(key);
  } catch {
    // Nothing is kept here.
  }
}

let boxed;

function openBox() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("looseleaf", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inBox(mode, act) {
  boxed ??= openBox();
  const box = (await boxed).transaction("drafts", mode).objectStore("drafts");
  return new Promise((resolve, reject) => {
    const request = act(box);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
