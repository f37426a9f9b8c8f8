/** Many forms on one page. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { keepWasmMemory, memory, workUntilRest } from "./costs.mjs";
import { turn } from "./turn.mjs";

export const COUNTS = [1, 10, 100, 1_000];

/** By contestant and count: milliseconds, bytes, and how often the wasm was asked for. */
export async function growth({ browser, contestants, server, runs, say }) {
  const grown = {};
  const compared = contestants.filter(({ key }) => ["element", "react"].includes(key));
  for (let run = 0; run < runs; run += 1) {
    say(`growth, round ${run + 1} of ${runs}`);
    for (const count of COUNTS) {
      for (const contestant of compared) {
        const seen = await turn(contestant.name, say, () => {
          server.served.length = 0;
          return withPage(browser, CONDITIONS.plain, (page, cdp) => open(page, cdp, contestant, count, server));
        });
        const wasm = server.served.filter(({ path }) => path.endsWith(".wasm")).length;
        const counts = (grown[contestant.key] ??= {});
        const measures = (counts[count] ??= {});
        for (const [measure, value] of Object.entries({ ...seen, wasm })) (measures[measure] ??= []).push(value);
      }
    }
  }
  return grown;
}

async function open(page, cdp, { key, host }, count, server) {
  await cdp.send("Performance.enable");
  await page.addInitScript(keepWasmMemory);
  await page.addInitScript(watchAll, { host, count });
  await page.goto(`${server.url}/${key}/${count}.html`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.painted, null, { polling: 100, timeout: 120_000 });
  const work = await workUntilRest(cdp);
  const seen = { painted: await page.evaluate(() => window.painted), work, memory: await memory(page, cdp) };
  await page.evaluate(scrollThrough);
  await workUntilRest(cdp);
  return { ...seen, all: await memory(page, cdp) };
}

/** Runs inside the page: when every form is there and painted. The last ones are looked at first: they come last. */
function watchAll({ host, count }) {
  const usable = (place) => {
    const inputs = [...(place.shadowRoot ?? place).querySelectorAll("input")];
    return inputs.length === 3 && inputs.every((input) => input.checkVisibility() && !input.disabled);
  };
  requestAnimationFrame(function frame() {
    const places = [...document.querySelectorAll(host)].reverse();
    if (places.length < count || !places.every(usable)) return requestAnimationFrame(frame);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (window.painted = performance.now());
    port2.postMessage(null);
  });
}

/** Runs inside the page: brings everything into view for a moment, from top to bottom. */
async function scrollThrough() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: "instant" });
    await frame();
  }
}
