/** The texts in other languages than English: files, of which only the one that is asked for is fetched. */
import { messages } from "assets";

const fetched = {};

/** The language of the closest element that names one, whatever shadow roots are between. */
function tagOf(element) {
  const named = element.closest("[lang]");
  if (named) return named.lang;
  const { host } = element.getRootNode();
  return host instanceof Element ? tagOf(host) : "";
}

/** Whether an element is in this language or a dialect of it. Firefox's `:lang()` would not look out of a shadow root. */
export function isIn(element, language) {
  return `${tagOf(element)}-`.toLowerCase().startsWith(`${language}-`);
}

/** The language an element is in, if there is a file for it. */
export function languageOf(element) {
  return Object.keys(messages).find((language) => isIn(element, language));
}

/** Resolves with the texts in a language; with nothing where they cannot be had, until they are asked for again. */
export function textsIn(language) {
  fetched[language] ??= read(messages[language]).catch(() => (fetched[language] = undefined));
  return fetched[language];
}

async function read({ url, integrity }) {
  const answer = await fetch(url(), { integrity });
  if (!answer.ok) throw answer;
  return answer.json();
}
