// Signing in again without leaving the text: the wiki's own sign-in form, asked from here.
import { freshToken } from "./content.js";
import { filled } from "./words.js";

/** Asks for the password in a dialog. Resolves with whether the person can go on; `check` tells what became of a try. */
export function signIn(editor, check) {
  const dialog = editor.querySelector("[data-sign-in-dialog]");
  const form = dialog.querySelector("form[data-sign-in-form]");
  const again = new AbortController();
  const { signal } = again;
  say(form, "");
  return new Promise((resolve) => {
    let isIn = false;
    const done = () => ((isIn = true), dialog.close());
    form.addEventListener("submit", (event) => (event.preventDefault(), attempt(editor, form, check, done)), { signal });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close(), { signal });
    // Signed in in another tab meanwhile.
    addEventListener("focus", async () => (await check()) === "kept" && done(), { signal });
    dialog.addEventListener("close", () => (again.abort(), (form.elements.password.value = ""), resolve(isIn)), { signal });
    dialog.showModal();
    form.elements.password.focus();
  });
}

async function attempt(editor, form, check, done) {
  const button = form.querySelector(".button-main");
  button.disabled = true;
  try {
    const problem = (await refusal(form)) || (await doubt(editor, form, check));
    if (problem) say(form, problem);
    else done();
  } catch {
    say(form, form.dataset.failed);
  }
  button.disabled = false;
}

/** Why the sign-in does not take these words; "" when it does. */
async function refusal(form) {
  const { url, failed, often } = form.dataset;
  const screen = await fetch(url, { headers: { Accept: "text/html" } });
  if (screen.redirected) return ""; // signed in already, in another tab
  const token = new DOMParser().parseFromString(await screen.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, login: form.elements.login.value, password: form.elements.password.value });
  const response = await fetch(url, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (response.ok) return "";
  if (response.status === 429) return often;
  const { form: said } = await response.json().catch(() => ({}));
  return said ? [...said.errors, ...Object.values(said.fields).flatMap((field) => field.errors)].join(" ") : failed;
}

/** Why the person still can't go on; "" when they can. */
async function doubt(editor, form, check) {
  freshToken(editor.form);
  const fate = await check();
  const { more, stranger, name, failed } = form.dataset;
  return { kept: "", "too-long": "", "signed-out": more, stranger: filled(stranger, { name }) }[fate] ?? failed;
}

function say(form, words) {
  const line = form.querySelector("[data-problem]");
  line.textContent = words;
  line.hidden = !words;
}
