/** Tests of the package in a simulated DOM, which lacks what the element needs. Each runs them in a process of its own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";

/** Globals of Node whose counterparts in a DOM accept only each other. */
const REPLACED = ["AbortController", "AbortSignal", "CustomEvent", "Event", "EventTarget", "navigator"];

/** Makes the globals of `window` those of this process, as test runners do. `errors`: what it reports instead of throwing. */
export async function testIn(window, errors) {
  for (const name of Object.getOwnPropertyNames(window)) {
    if (name in globalThis && !REPLACED.includes(name)) continue;
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  Object.assign(globalThis, { window, IS_REACT_ACT_ENVIRONMENT: true });
  window.addEventListener("error", ({ error }) => errors.push(error));
  const scripts = [await import("tallyfy-archive"), await import("tallyfy-archive/inline")];
  const { ArchiveTask } = await import("tallyfy-archive/react");
  const { createElement, createRef, act, StrictMode } = await import("react");
  const { createRoot } = await import("react-dom/client");

  test("importing the package, and creating and inserting its elements, throws nothing", async () => {
    for (const [tag, { TallyfyArchiveTask, define }] of [
      ["archive-task", scripts[0]],
      ["inline-archive-task", scripts[1]],
      ["tallyfy-archive-task", scripts[1]],
    ]) {
      assert.equal(typeof TallyfyArchiveTask, "function");
      define(tag);
      const element = document.createElement(tag);
      element.setAttribute("task-id", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
      element.setAttribute("token", "secret");
      Object.assign(element, { orgId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9", getToken: () => "secret", messages: {} });
      document.body.append(element);
      element.remove();
      document.body.append(element);
      document.body.insertAdjacentHTML("beforeend", `<${tag} confirm="none"></${tag}>`);
    }
    document.body.replaceChildren();
    await setImmediate();
    assert.deepEqual(errors, []);
  });

  test("the component renders there, and its handlers are called", async () => {
    const host = document.body.appendChild(document.createElement("div"));
    const root = createRoot(host);
    const ref = createRef();
    const archived = [];
    const render = (props) => act(() => root.render(createElement(StrictMode, null, createElement(ArchiveTask, props))));
    await render({ ref, orgId: "abc", timeout: 20, className: "wide", onArchived: () => archived.push(1) });
    const element = host.firstElementChild;
    assert.ok(ref.current === element);
    assert.equal(element.outerHTML, `<tallyfy-archive-task org-id="abc" timeout="20" class="wide"></tallyfy-archive-task>`);
    element.dispatchEvent(new window.CustomEvent("tallyfy-archived", { detail: {}, bubbles: true }));
    await render({ ref, token: "secret", onArchived: () => archived.push(2) });
    element.dispatchEvent(new window.CustomEvent("tallyfy-archived", { detail: {}, bubbles: true }));
    assert.deepEqual(archived, [1, 2]);
    assert.equal(element.token, "secret");
    assert.equal(element.outerHTML, "<tallyfy-archive-task></tallyfy-archive-task>");
    await act(() => root.unmount());
    assert.equal(ref.current, null);
    assert.deepEqual(errors, []);
  });
}
