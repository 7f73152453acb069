// Runs before anything else on every screen of the hostile wiki and tells of whatever should not have happened.
(() => {
  let screen; // the address that showAll shows
  const short = (element) => element.outerHTML.slice(0, 160).replace(/\s+/g, " ");
  const tell = (what, by) => globalThis.tripped(`${screen ?? location.pathname}: ${what} ${by?.outerHTML ? place(by) : ""}`);

  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    globalThis[name] = (...said) => tell(`ran ${name}(${said})`, globalThis.event?.target ?? document.currentScript);
  }
  addEventListener("securitypolicyviolation", (event) => tell(`${event.violatedDirective} ${event.blockedURI}`, event.target));

  const ADDRESSES = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "ping", "srcset"];
  const HARMLESS = /^(https?|mailto|tel):|^[^:]*$|^[^:]*[/?#]/i;
  const NEVER = "iframe,frame,object,embed,applet,base,style,math,portal,audio,video,source,track,marquee,foreignobject";
  const OF_TEXT = ".prose :is(form, input, button, textarea, select, svg, meta, link, script, template, dialog)";
  const OWN = ".heading-link, .tabbar, .ProseMirror .code-head, .ProseMirror .table-handle"; // what the wiki's own scripts add to a text
  const DRAWN = ":is(.diagram > div, .code-diagram) > svg"; // of which nothing but these may be there:
  const OF_DRAWINGS = "svg, foreignObject";
  const STYLED = `html, .select2, .select2 *, .editor-paper > .ProseMirror, ${DRAWN}, ${DRAWN} *`; // by scripts: Django's list of choices, the visual editor, drawings

  // The element, and in which field of the screen it is.
  function place(element) {
    const field = element.parentElement?.closest("[class], [name], [id], main, body");
    return `${short(element)} in <${field?.localName} ${field?.className || field?.getAttribute("name") || field?.id}>`;
  }

  const isOwnWork = (element) => element.closest(OWN) || (element.matches(OF_DRAWINGS) && element.closest(DRAWN));

  function isWrong(element, { name, value }) {
    if (/^on|^srcdoc$/i.test(name)) return true;
    if (name === "style") return !element.matches(STYLED);
    return ADDRESSES.includes(name.toLowerCase()) && !HARMLESS.test(value.replace(/[\s\u0000-\u0020]/g, ""));
  }

  const OWN_SCRIPTS = [`${location.origin}/static/`, `${location.origin}/admin/jsi18n/`]; // not merely of the same origin
  const isOwn = ({ src, textContent }) => OWN_SCRIPTS.some((own) => src?.startsWith?.(own)) && !textContent.trim();

  // Whatever of the screen would run, look or lead as no text should, whether or not the security policy forbids it.
  globalThis.wrongIn = (root) => {
    const found = [...root.querySelectorAll(`${NEVER},${OF_TEXT}`)].filter((element) => !isOwnWork(element));
    for (const element of root.querySelectorAll("*")) {
      if ([...element.attributes].some((attribute) => isWrong(element, attribute))) found.push(element);
      if (element instanceof HTMLAnchorElement && !["http:", "https:", "mailto:", "tel:", ":", ""].includes(element.protocol)) found.push(element);
      if (element.localName === "script" && !isOwn(element)) found.push(element);
    }
    return found.map((element) => `${screen ?? location.pathname}: ${place(element)}`);
  };

  const ask = async (address) => {
    const response = await fetch(address);
    return { address, status: response.status, text: await response.text() };
  };

  // Shows the answers to these addresses in the living document, one after the other: quicker than going to each.
  // Gives what is wrong in them, and for each what the elements that are meant say.
  globalThis.showAll = async ([addresses, selector]) => {
    const wrong = [], said = [];
    document.body.style.display = "none"; // to lay these screens out would take longer than all the rest
    const waiting = [...addresses], asked = waiting.splice(0, 4).map(ask);
    while (asked.length) {
      const { address, status, text } = await asked.shift();
      if (waiting.length) asked.push(ask(waiting.shift()));
      screen = address.slice(0, 100);
      if (status >= 500) wrong.push(`${screen}: ${status}`);
      const answer = new DOMParser().parseFromString(text, "text/html");
      wrong.push(...wrongIn(answer));
      said.push([...answer.querySelectorAll(selector)].map((element) => element.value ?? element.textContent));
      document.querySelector("main").replaceWith(document.adoptNode(answer.querySelector("main")));
    }
    await new Promise((resolve) => setTimeout(resolve, 100)); // for the pictures that are not there
    document.body.style.display = "";
    screen = undefined;
    return [wrong, said];
  };
})();
