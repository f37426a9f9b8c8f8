/** The English texts of the scripts: those of the form and some more of `src/words.rs`, and those that only they say. */
import { texts } from "prerendered/card.js";
import { archive, finding, tryAgain } from "prerendered/words.js";

const NOT_LOADED = {
  notLoaded:
    "This widget could not be loaded: a file of it is missing, was changed, or is blocked by this page's security policy. Nothing was sent.",
};

const BROKEN = {
  broken: "This widget broke and has to start again. Nothing was under way.",
  brokenUnderWay:
    "This widget broke while it was at work. The task may or may not have been changed; start again to see how it is.",
};

/** The texts of the early script. */
const ENGLISH = { ...texts, archive, finding, ...NOT_LOADED };

/** The texts that are needed where the WebAssembly cannot say anything. */
export const FAILURES = { tryAgain, ...BROKEN };

export function textOf(key, messages) {
  return messages?.[key] ?? ENGLISH[key];
}
