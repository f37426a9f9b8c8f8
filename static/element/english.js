/**
 * The English messages of the scripts. The build takes most of them from the crate; those that only the scripts show are
 * defined here and in `failures.js`, which the early script does not need.
 */
import { texts } from "prerendered/card.js";
import { archive, finding } from "prerendered/messages.js";

export const NOT_LOADED = {
  notLoaded:
    "This widget could not be loaded: one of its files is missing, was changed, or is blocked by this page’s security policy. Nothing was sent.",
};

/** The messages of the early script. */
const ENGLISH = { ...texts, archive, finding, ...NOT_LOADED };

/** The message with this key: from `messages`, or else in English. What is no string counts as absent, as in the widget. */
export function getMessage(key, messages) {
  const message = messages?.[key];
  return typeof message === "string" ? message : ENGLISH[key];
}
