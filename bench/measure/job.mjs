/** The job, done by a person who clicks as soon as there is something to click. */
import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import { watch } from "./watch.mjs";

/** After so many milliseconds a click that nothing came of is repeated. */
const PATIENCE = 250;
/** So long the page is left alone before the second click, which is to meet it at rest. */
const REST = 400;
const LIMIT = 120_000;

/** Opens the form, and has the task found as soon as the form is there. Ends when the task's details are painted. */
export async function find(page, cdp, contestant, url) {
  const { fields, values, find, details, archive, archived } = contestant;
  const hear = await listen(cdp, contestant);
  await page.addInitScript(watch, { fields, values, find, details, archive, archived });
  const formPainted = hear("form");
  await page.goto(`${url}/${contestant.key}/1.html`, { waitUntil: "commit" });
  const { spot } = await formPainted;
  const detailsPainted = hear("details");
  await clickUntilSent(page, cdp, find, spot);
  await detailsPainted;
  return hear;
}

/** Has the task archived that was found. Ends when the page says that it is. */
export async function archive(page, cdp, contestant, hear) {
  await sleep(REST);
  const painted = hear("archived");
  await clickUntilSent(page, cdp, contestant.archive, await spotOf(page, contestant.archive));
  await painted;
}

/** What the page noted. */
export function notes(page) {
  return page.evaluate(() => window.bench.notes());
}

async function listen(cdp, { name }) {
  const said = new EventEmitter();
  cdp.on("Runtime.bindingCalled", ({ payload }) => {
    const note = JSON.parse(payload);
    said.emit(note.name, note);
  });
  await cdp.send("Runtime.enable");
  await cdp.send("Runtime.addBinding", { name: "say" });
  return async (step) => {
    try {
      const [note] = await once(said, step, { signal: AbortSignal.timeout(LIMIT) });
      return note;
    } catch {
      throw new Error(`${name} did not get as far as "${step}"`);
    }
  };
}

async function clickUntilSent(page, cdp, place, first) {
  let sent = false;
  const sending = new Promise((resolve) => {
    cdp.on("Network.requestWillBeSent", ({ request }) => {
      if (request.url.includes("/api/")) resolve((sent = true));
    });
  });
  for (let spot = first; spot && !sent; spot = await spotOf(page, place)) {
    click(cdp, spot);
    await Promise.race([sending, sleep(PATIENCE)]);
  }
}

function spotOf(page, place) {
  return page.evaluate((place) => window.bench.spot(place), place);
}

function click(cdp, { x, y }) {
  const mouse = { x, y, button: "left", clickCount: 1 };
  const events = ["mousePressed", "mouseReleased"].map((type) => cdp.send("Input.dispatchMouseEvent", { type, ...mouse }));
  return Promise.all(events);
}
