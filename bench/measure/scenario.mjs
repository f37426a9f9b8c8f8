/** The user scenario: clicks as soon as a control is usable. */
import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import { observe } from "./observer.mjs";

/** How long to wait for an effect before clicking again, in milliseconds. */
const CLICK_INTERVAL = 250;
/** The pause before the second click, so that the page is idle, in milliseconds. */
const PAUSE = 400;
const STEP_TIMEOUT = 120_000;

/** Opens the form, and finds the task as soon as it is usable. Ends when the task's details are painted. */
export async function find(page, cdp, implementation, url) {
  const { fields, values, find, details, archive, archived } = implementation;
  const waitForStep = await listen(cdp, implementation);
  await page.addInitScript(observe, { fields, values, find, details, archive, archived });
  const formPainted = waitForStep("form");
  await page.goto(`${url}/${implementation.key}/1.html`, { waitUntil: "commit" });
  const { point } = await formPainted;
  const detailsPainted = waitForStep("details");
  await clickUntilSent(page, cdp, find, point);
  await detailsPainted;
  return waitForStep;
}

/** Archives the task. Ends when the page shows that it is archived. */
export async function archive(page, cdp, implementation, waitForStep) {
  await sleep(PAUSE);
  const painted = waitForStep("archived");
  await clickUntilSent(page, cdp, implementation.archive, await clickPoint(page, implementation.archive));
  await painted;
}

/** The measurements of the page. */
export function measurements(page) {
  return page.evaluate(() => window.bench.measurements());
}

async function listen(cdp, { name }) {
  const steps = new EventEmitter();
  cdp.on("Runtime.bindingCalled", ({ payload }) => {
    const event = JSON.parse(payload);
    steps.emit(event.name, event);
  });
  await cdp.send("Runtime.enable");
  await cdp.send("Runtime.addBinding", { name: "reportStep" });
  return async (step) => {
    try {
      const [event] = await once(steps, step, { signal: AbortSignal.timeout(STEP_TIMEOUT) });
      return event;
    } catch {
      throw new Error(`${name} did not get as far as "${step}"`);
    }
  };
}

async function clickUntilSent(page, cdp, locator, first) {
  let sent = false;
  const sending = new Promise((resolve) => {
    cdp.on("Network.requestWillBeSent", ({ request }) => {
      if (request.url.includes("/api/")) resolve((sent = true));
    });
  });
  for (let point = first; point && !sent; point = await clickPoint(page, locator)) {
    click(cdp, point);
    await Promise.race([sending, sleep(CLICK_INTERVAL)]);
  }
}

function clickPoint(page, locator) {
  return page.evaluate((locator) => window.bench.clickPoint(locator), locator);
}

function click(cdp, { x, y }) {
  const mouse = { x, y, button: "left", clickCount: 1 };
  const events = ["mousePressed", "mouseReleased"].map((type) => cdp.send("Input.dispatchMouseEvent", { type, ...mouse }));
  return Promise.all(events);
}
