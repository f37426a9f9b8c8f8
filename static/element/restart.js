/** Restarts the WebAssembly after a crash. */
import { restart, scheduleRestart } from "../../pkg/tallyfy_archive.js";
import { isCrashed, onCrash, replaceMemory } from "./crash-detection.js";

let restarting;
onCrash(pendingRestart);

/** A promise of the restart after a crash; `undefined` if there is none to wait for. */
export function pendingRestart() {
  if (isCrashed) restarting ??= restartModule();
  return restarting;
}

async function restartModule() {
  // Not while WebAssembly is on the stack: it would return into memory that is not its own. Not with `queueMicrotask`,
  // which the page may have replaced.
  await undefined;
  restarting = undefined;
  replaceMemory(() => {
    scheduleRestart();
    restart();
  });
}
