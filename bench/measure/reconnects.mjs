/** An element that is taken out of its page and put back, again and again, keeps its text and costs nothing. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { keepWasmMemory, memory, workUntilRest } from "./costs.mjs";
import { turn } from "./turn.mjs";

export const TIMES = 2_000;

/** By contestant: milliseconds for all of it, and what there is more of afterwards. */
export async function reconnects({ browser, contestants, server, runs, say }) {
  const all = {};
  const elements = contestants.filter(({ key }) => ["element", "vanilla", "lit"].includes(key));
  for (let run = 0; run < runs; run += 1) {
    say(`reconnects, round ${run + 1} of ${runs}`);
    for (const contestant of elements) {
      const seen = await turn(contestant.name, say, () =>
        withPage(browser, CONDITIONS.plain, (page, cdp) => reconnect(page, cdp, contestant, server)),
      );
      const measures = (all[contestant.key] ??= {});
      for (const [measure, value] of Object.entries(seen)) (measures[measure] ??= []).push(value);
    }
  }
  return all;
}

async function reconnect(page, cdp, { key, host }, server) {
  await cdp.send("Performance.enable");
  await page.addInitScript(keepWasmMemory);
  await page.goto(`${server.url}/${key}/1.html`);
  await page.waitForFunction((host) => document.querySelector(host).shadowRoot.querySelector("input"), host);
  await workUntilRest(cdp);
  await page.evaluate(again, { host, times: 10 });
  const before = await held(page, cdp);
  const { time, text } = await page.evaluate(again, { host, times: TIMES });
  if (text !== "kept") throw new Error(`${key} lost what was entered`);
  await workUntilRest(cdp);
  const after = await held(page, cdp);
  return { time, memory: after.memory - before.memory, listeners: after.listeners - before.listeners };
}

/** Runs inside the page. Between the two halves of a turn is a task: the element is truly gone for a while. */
async function again({ host, times }) {
  const element = document.querySelector(host);
  const input = element.shadowRoot.querySelector("input");
  input.value = "kept";
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  const { port1, port2 } = new MessageChannel();
  const nextTask = () =>
    new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  const { parentNode, nextSibling } = element;
  const began = performance.now();
  for (let turn = 0; turn < times; turn += 1) {
    element.remove();
    await nextTask();
    parentNode.insertBefore(element, nextSibling);
    await nextTask();
  }
  const time = performance.now() - began;
  return { time, text: element.shadowRoot.querySelector("input").value };
}

async function held(page, cdp) {
  const bytes = await memory(page, cdp);
  const { metrics } = await cdp.send("Performance.getMetrics");
  return { memory: bytes, listeners: metrics.find(({ name }) => name === "JSEventListeners").value };
}
