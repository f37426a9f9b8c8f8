/** What a page costs: the main thread's time, and memory. */
import { setTimeout as sleep } from "node:timers/promises";

/** A page is at rest when in this many milliseconds its main thread worked for less than a twentieth of them. */
const REST = 500;

/** What the main thread did until it had nothing more to do, in milliseconds. */
export async function workUntilRest(cdp) {
  for (let before = await work(cdp); ; ) {
    await sleep(REST);
    const now = await work(cdp);
    if (now - before < REST / 20) return now;
    before = now;
  }
}

async function work(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

/** Runs inside the page before anything of it: the browser counts wasm's memory nowhere that could be asked. */
export function keepWasmMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original(...given);
      window.wasmMemory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
}

/** What the page holds after a collection: JavaScript, the DOM, other buffers, and wasm's memory, in bytes. */
export async function memory(page, cdp) {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await cdp.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => window.wasmMemory?.buffer.byteLength ?? 0);
  return usedSize + embedderHeapUsedSize + backingStorageSize + wasm;
}
