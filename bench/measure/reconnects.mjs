/** Removing and reinserting an element many times: it must keep its text and not leak. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { exposeWasmMemory, memory, mainThreadTime } from "./resources.mjs";
import { withRetries } from "./retry.mjs";

export const TIMES = 2_000;

/** By implementation: the total time in milliseconds, and the growth of memory and listeners. */
export async function reconnects({ browser, implementations, server, runs, log }) {
  const all = {};
  const elements = implementations.filter(({ key }) => ["element", "vanilla", "lit"].includes(key));
  for (let run = 0; run < runs; run += 1) {
    log(`reconnects, round ${run + 1} of ${runs}`);
    for (const implementation of elements) {
      const measured = await withRetries(implementation.name, log, () =>
        withPage(browser, CONDITIONS.plain, (page, cdp) => reconnect(page, cdp, implementation, server)),
      );
      const measures = (all[implementation.key] ??= {});
      for (const [measure, value] of Object.entries(measured)) (measures[measure] ??= []).push(value);
    }
  }
  return all;
}

async function reconnect(page, cdp, { key, host }, server) {
  await cdp.send("Performance.enable");
  await page.addInitScript(exposeWasmMemory);
  await page.goto(`${server.url}/${key}/1.html`);
  await page.waitForFunction((host) => document.querySelector(host).shadowRoot.querySelector("input"), host);
  await mainThreadTime(cdp);
  await page.evaluate(reconnectRepeatedly, { host, times: 10 });
  const before = await usage(page, cdp);
  const { time, text } = await page.evaluate(reconnectRepeatedly, { host, times: TIMES });
  if (text !== "kept") throw new Error(`${key} lost what was entered`);
  await mainThreadTime(cdp);
  const after = await usage(page, cdp);
  return { time, memory: after.memory - before.memory, listeners: after.listeners - before.listeners };
}

/** Runs inside the page. Waits for a task between removal and insertion, so that the element is really disconnected. */
async function reconnectRepeatedly({ host, times }) {
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
  for (let count = 0; count < times; count += 1) {
    element.remove();
    await nextTask();
    parentNode.insertBefore(element, nextSibling);
    await nextTask();
  }
  const time = performance.now() - began;
  return { time, text: element.shadowRoot.querySelector("input").value };
}

async function usage(page, cdp) {
  const bytes = await memory(page, cdp);
  const { metrics } = await cdp.send("Performance.getMetrics");
  return { memory: bytes, listeners: metrics.find(({ name }) => name === "JSEventListeners").value };
}
