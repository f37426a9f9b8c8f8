/**
 * Finds WebAssembly in stack traces. The engines format its frames differently: Chromium and Firefox with the URL that
 * the module was compiled from, WebKit with the name in the module's name section.
 *
 * A frame of JavaScript ends with line and column, whatever its function or file is called, and so never matches.
 */
const FRAMES = [
  // Chromium: "    at https://…/x.wasm:wasm-function[7]:0x1a", or behind a name in parentheses.
  /^ +at (?:.* \()?(\S+):wasm-function\[\d+\]:0x[\da-f]+\)?$/,
  // Firefox: "name@https://…/x.wasm:wasm-function[7]:0x1a", and WebKit: "(null)@module:wasm-function[7]", where a module
  // without a name is called "<?>".
  /^[^@]*@([^<].*):wasm-function\[\d+\](?::0x[\da-f]+)?$/,
  // Older WebKit: "module.wasm-function[7]@[wasm code]".
  /^([^<].*)\.wasm-function\[\d+\]@\[wasm code\]$/,
];

/** The module that a frame is in, as the engine names it. */
function moduleOf(frame) {
  for (const pattern of FRAMES) {
    const module = pattern.exec(frame)?.[1];
    if (module) return module;
  }
}

function linesOf({ stack }) {
  return typeof stack === "string" ? stack.split("\n") : [];
}

/** The WebAssembly module that is on the stack, as the engine names it. */
export function wasmCaller() {
  return linesOf(new Error()).map(moduleOf).find(Boolean);
}

/**
 * Whether this is a trap or a stack overflow that was thrown in this very module: neither in a function of the page or
 * another module that it called, nor in one that called it.
 */
export function isThrownIn(error, module) {
  // The last one is Firefox's for a stack overflow.
  const types = [WebAssembly.RuntimeError, RangeError, globalThis.InternalError];
  if (!module || !types.some((type) => type && error instanceof type)) return false;
  const [first, ...more] = linesOf(error);
  // Chromium's stacks begin with the error itself.
  const frame = first === `${error.name}: ${error.message}` ? more[0] : first;
  return moduleOf(frame) === module;
}
