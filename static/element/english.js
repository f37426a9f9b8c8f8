/** The English texts of the scripts: those of the form and some more of `src/words.rs`, and those that only they say. */
import { texts } from "prerendered/card.js";
import { archive, brokenUnderWay, finding, tryAgain } from "prerendered/words.js";

const NOT_LOADED = {
  notLoaded:
    "This widget could not be loaded: one of its files is missing, was changed, or is blocked by this page's security policy. Nothing was sent.",
};

const BROKEN = {
  broken: "This widget crashed. Try again to restart it.",
};

/** The texts of the early script. */
const ENGLISH = { ...texts, archive, finding, ...NOT_LOADED };

/** The texts that are needed where the WebAssembly cannot say anything. */
export const FAILURES = { tryAgain, brokenUnderWay, ...BROKEN };

export function textOf(key, messages) {
  return messages?.[key] ?? ENGLISH[key];
}
