/** Many forms on one page. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { exposeWasmMemory, memory, mainThreadTime } from "./resources.mjs";
import { withRetries } from "./retry.mjs";

export const COUNTS = [1, 10, 100, 1_000];

/** By implementation and count: milliseconds, bytes, and the number of requests for the wasm. */
export async function growth({ browser, implementations, server, runs, log }) {
  const grown = {};
  const compared = implementations.filter(({ key }) => ["element", "react"].includes(key));
  for (let run = 0; run < runs; run += 1) {
    log(`growth, round ${run + 1} of ${runs}`);
    for (const count of COUNTS) {
      for (const implementation of compared) {
        const measured = await withRetries(implementation.name, log, () => {
          server.served.length = 0;
          return withPage(browser, CONDITIONS.plain, (page, cdp) => open(page, cdp, implementation, count, server));
        });
        const wasm = server.served.filter(({ path }) => path.endsWith(".wasm")).length;
        const counts = (grown[implementation.key] ??= {});
        const measures = (counts[count] ??= {});
        for (const [measure, value] of Object.entries({ ...measured, wasm })) (measures[measure] ??= []).push(value);
      }
    }
  }
  return grown;
}

async function open(page, cdp, { key, host }, count, server) {
  await cdp.send("Performance.enable");
  await page.addInitScript(exposeWasmMemory);
  await page.addInitScript(observeAll, { host, count });
  await page.goto(`${server.url}/${key}/${count}.html`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.painted, null, { polling: 100, timeout: 120_000 });
  const work = await mainThreadTime(cdp);
  const measured = { painted: await page.evaluate(() => window.painted), work, memory: await memory(page, cdp) };
  await page.evaluate(scrollThrough);
  await mainThreadTime(cdp);
  return { ...measured, all: await memory(page, cdp) };
}

/** Runs inside the page: records when every form is painted. Checks the last ones first, since they are painted last. */
function observeAll({ host, count }) {
  const usable = (form) => {
    const inputs = [...(form.shadowRoot ?? form).querySelectorAll("input")];
    return inputs.length === 3 && inputs.every((input) => input.checkVisibility() && !input.disabled);
  };
  requestAnimationFrame(function frame() {
    const forms = [...document.querySelectorAll(host)].reverse();
    if (forms.length < count || !forms.every(usable)) return requestAnimationFrame(frame);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (window.painted = performance.now());
    port2.postMessage(null);
  });
}

/** Runs inside the page: scrolls from top to bottom. */
async function scrollThrough() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: "instant" });
    await frame();
  }
}
