import init, { Widget } from "../../pkg/tallyfy_archive.js";

let loading;

/** Loads the WebAssembly once for all elements; after a failure the next call tries again. */
export function load() {
  loading ??= init().then(
    () => Widget,
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
