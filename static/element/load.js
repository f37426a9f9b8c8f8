/** Loads the WebAssembly, once for all elements. */
import { fetchFailure, urlOf } from "files";
import { discardWasm, fetchWasm } from "shared";
import init, { restart, scheduleRestart, Widget } from "../../pkg/tallyfy_archive.js";
import { pageDefaults } from "./configure.js";
import { onRestart } from "./crash-detection.js";
import { failureMessage } from "./failure-card.js";

/** A module without contents. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** For whoever made the page. Visitors see the message alone. */
const REMEDIES = {
  notLoadedMissing: " If a bundler made this script, import tallyfy-archive/inline or set configure({ wasmUrl }).",
};

let loading;

onRestart(() => {
  scheduleRestart();
  restart();
});

/** Resolves with the `Widget` class. If it cannot be loaded, rejects with the key of a message; the next call retries. */
export function loadWidget() {
  const { wasmUrl } = pageDefaults;
  const response = fetchWasm(wasmUrl);
  loading ??= init({ module_or_path: response }).then(
    () => Widget,
    async (error) => {
      const key = await causeOf(response, wasmUrl);
      loading = undefined;
      discardWasm();
      // The page may have set another URL in the meantime.
      if (wasmUrl !== pageDefaults.wasmUrl) return loadWidget();
      console.error(`tallyfy-archive: ${failureMessage(key)} (${urlOf(wasmUrl)})${REMEDIES[key] ?? ""}`, error);
      throw key;
    },
  );
  return loading;
}

/** Resolves with the key of the message about the cause. */
async function causeOf(response, wasmUrl) {
  // The global: what this bundle calls `WebAssembly` is `guarded-web-assembly.js`.
  const { WebAssembly } = globalThis;
  if (!WebAssembly) return "notLoadedUnsupported";
  try {
    // WebKit's policy only forbids instances.
    await WebAssembly.instantiate(EMPTY_MODULE);
  } catch {
    return "notLoadedForbidden";
  }
  try {
    return (await response).ok ? "notLoadedUnsupported" : "notLoadedMissing";
  } catch {
    return fetchFailure(wasmUrl);
  }
}
