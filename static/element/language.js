/** Translations of the messages: a file for each language, fetched when an element is in that language. */
import { messages } from "assets";
import { fetchMessages } from "files";
import { pageDefaults } from "./configure.js";

const requests = {};

/** The language tag that applies to an element: the closest `lang`, also across shadow roots. */
function languageTag(element) {
  const closest = element.closest("[lang]");
  if (closest) return closest.lang;
  const { host } = element.getRootNode();
  // The root of a detached element may be a link, whose host is a text.
  return host?.nodeType ? languageTag(host) : "";
}

/** Called when a `lang` has changed. */
const callbacks = new Set();
const observedRoots = new WeakSet();
let observer;

/** Calls `callback` when a `lang` changes on this page that may apply to the element, until `offLanguageChange`. */
export function onLanguageChange(element, callback) {
  callbacks.add(callback);
  observer ??= new MutationObserver(() => {
    for (const callback of [...callbacks]) callback();
  });
  // A root does not keep its observer, and is not kept by it.
  for (let root = element.getRootNode(); root; root = root.host?.getRootNode()) {
    if (observedRoots.has(root)) continue;
    observedRoots.add(root);
    observer.observe(root, { subtree: true, attributeFilter: ["lang"] });
  }
}

export function offLanguageChange(callback) {
  callbacks.delete(callback);
}

/** Whether an element is in this language or a dialect of it. Firefox's `:lang()` does not look outside a shadow root. */
export function isInLanguage(element, language) {
  return `${languageTag(element)}-`.toLowerCase().startsWith(`${language}-`);
}

/** The language of an element, if there is a translation. */
export function translatedLanguage(element) {
  return Object.keys(messages).find((language) => isInLanguage(element, language));
}

/** Resolves with the messages in a language; with `undefined` if they cannot be loaded, which the next call retries. */
export function loadMessages(language) {
  const { wasmUrl } = pageDefaults;
  const key = `${language} ${wasmUrl}`;
  requests[key] ??= fetchMessages(language, wasmUrl).catch(() => (requests[key] = undefined));
  return requests[key];
}
