/** The texts of the early script. */
const ENGLISH = {
  orgId: "Organization ID",
  taskId: "Task ID",
  taskHint: "A link to the task, copied from Tallyfy, will do as well.",
  token: "Access token",
  tokenHint: "In Tallyfy under Settings › Integrations › REST API. It stays in this page's memory.",
  find: "Find task",
  archive: "Archive task",
  finding: "Looking for the task…",
  notLoaded:
    "This widget could not be loaded: a file of it is missing, was changed, or is blocked by this page's security policy. Nothing was sent.",
};

/** The texts that are needed where the WebAssembly cannot say anything. */
export const FAILURES = {
  tryAgain: "Try again",
  broken: "This widget broke and has to start again. Nothing was under way.",
  brokenUnderWay:
    "This widget broke while it was at work. The task may or may not have been changed; start again to see how it is.",
};

export function textOf(key, messages) {
  return messages?.[key] ?? ENGLISH[key];
}
