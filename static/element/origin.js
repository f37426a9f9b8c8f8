/**
 * Where an error was thrown. The engines write a frame of WebAssembly each in its own way: Chromium and Firefox with the
 * address that the module was compiled from, WebKit with the name in the module.
 *
 * A frame of JavaScript ends with line and column, whatever its function or file is called, and so never looks like one.
 */
const FRAMES = [
  // Chromium: "    at https://…/x.wasm:wasm-function[7]:0x1a", or behind a name in parentheses.
  /^ +at (?:.* \()?(\S+):wasm-function\[\d+\]:0x[\da-f]+\)?$/,
  // Firefox: "name@https://…/x.wasm:wasm-function[7]:0x1a", and WebKit: "(null)@module:wasm-function[7]", where a module
  // without a name is called "<?>".
  /^[^@]*@([^<].*):wasm-function\[\d+\](?::0x[\da-f]+)?$/,
  // WebKit before: "module.wasm-function[7]@[wasm code]".
  /^([^<].*)\.wasm-function\[\d+\]@\[wasm code\]$/,
];

/** The module that a line of a stack is in, as the engine calls it. */
function moduleOf(line) {
  for (const frame of FRAMES) {
    const module = frame.exec(line)?.[1];
    if (module) return module;
  }
}

function linesOf({ stack }) {
  return typeof stack === "string" ? stack.split("\n") : [];
}

/** The module that called the function that calls this. */
export function callingModule() {
  return linesOf(new Error()).map(moduleOf).find(Boolean);
}

/**
 * Whether this is a trap or a stack overflow in that very module: not in a function of the page, or in another module,
 * that it has called, and not in one that called it.
 */
export function isThrownIn(error, module) {
  // The last one is Firefox's for a stack overflow.
  const kinds = [WebAssembly.RuntimeError, RangeError, globalThis.InternalError];
  if (!module || !kinds.some((kind) => kind && error instanceof kind)) return false;
  const [first, ...more] = linesOf(error);
  // Chromium begins with the error itself.
  const thrown = first === `${error.name}: ${error.message}` ? more[0] : first;
  return moduleOf(thrown) === module;
}
