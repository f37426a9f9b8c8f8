/** The resources that a page uses: main-thread time and memory. */
import { setTimeout as sleep } from "node:timers/promises";

/** A page is idle when its main thread was busy for less than 5 % of this many milliseconds. */
const IDLE_WINDOW = 500;

/** The busy time of the main thread until it is idle, in milliseconds. */
export async function mainThreadTime(cdp) {
  for (let before = await work(cdp); ; ) {
    await sleep(IDLE_WINDOW);
    const now = await work(cdp);
    if (now - before < IDLE_WINDOW / 20) return now;
    before = now;
  }
}

async function work(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
}

/** Runs inside the page before its scripts: no browser API reports the memory of WebAssembly. */
export function exposeWasmMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original(...args);
      window.wasmMemory = (result.instance ?? result).exports.memory;
      return result;
    };
  }
}

/** Memory after garbage collection: JavaScript, DOM, buffers, and WebAssembly, in bytes. */
export async function memory(page, cdp) {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await cdp.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => window.wasmMemory?.buffer.byteLength ?? 0);
  return usedSize + embedderHeapUsedSize + backingStorageSize + wasm;
}
