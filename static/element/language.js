/** The texts in other languages than English: files, of which only the one that is asked for is fetched. */
import { messages } from "assets";

const fetched = {};

/** Whether an element is in a language or a dialect of it, by itself or by what it is in, whatever the shadow roots. */
export function isIn(element, language) {
  return element.matches(`:lang(${language})`);
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
