/**
 * The tokens that the page provides: `getToken` of an element, the endpoint of `token-url`, and the same two of
 * `configure`. What is kept of them is shared by all elements with the same source, and is only in memory.
 */
import { tallyfyClient } from "prerendered/constants.js";

/** How long the answer of an endpoint is kept if it does not say. */
const KEPT_MS = 300_000;

/** A token, with or without the scheme before it, and not a web page. */
const TOKEN = /^(bearer +)?[!-;=-~][!-~]*$/i;

/** Like an endpoint's answer: the widget recognizes a web page in place of a token. */
const SIGN_IN_PAGE = "<html>";

const TALLYFY_ORIGINS = ["https://go.tallyfy.com", "https://api.tallyfy.com", "https://staging.go.tallyfy.com"];

/** What is kept, by function or path: a promise of the token, and until when it may be used. */
const keptByFunction = new WeakMap();
const keptByPath = new Map();

/** The token that each element has used last. */
const lastUsed = new WeakMap();

const storeOf = (source) => (typeof source === "function" ? keptByFunction : keptByPath);

/** Forgets what is kept of a `getToken` that the page has set again. */
export function forget(getToken) {
  keptByFunction.delete(getToken);
}

/** Whether a token of the page, and not of one element, may be sent there. `apiBase` is that of `configure`. */
export function isTrusted(origin, apiBase) {
  const trusted = [self.origin, ...TALLYFY_ORIGINS];
  if (apiBase != null) trusted.push(originOf(apiBase));
  return trusted.includes(origin);
}

function originOf(url) {
  try {
    return new URL(url, self.origin).origin;
  } catch {
    // The widget reports it.
  }
}

/**
 * Resolves with the token of a source, a function or a path. `refresh`: the last one was rejected with a 401. `isShared`:
 * whether a request that is pending is for all elements.
 */
export async function requestToken(element, source, isShared, refresh) {
  const store = storeOf(source);
  const known = store.get(source);
  // Another element may have got a fresh one in the meantime.
  const isRejected = refresh && known && (await known.token.catch(() => {})) === lastUsed.get(element);
  if (isRejected && store.get(source) === known) store.delete(source);
  let request = store.get(source);
  if (!request || Date.now() >= request.until) request = start(store, source, isShared, refresh);
  const token = await request.token;
  lastUsed.set(element, token);
  return token;
}

function start(store, source, isShared, refresh) {
  const request = { until: Infinity };
  const drop = () => store.get(source) === request && store.delete(source);
  const get = typeof source === "function" ? callFunction : fetchToken;
  request.token = get(source, refresh).then(
    ({ token, keptMs }) => {
      // What is no token is never sent, so no 401 would drop it.
      if (keptMs > 0 && TOKEN.test(token)) store.set(source, request);
      else drop();
      request.until = Date.now() + keptMs;
      return token;
    },
    (error) => {
      drop();
      throw error;
    },
  );
  if (isShared) store.set(source, request);
  return request;
}

async function callFunction(getToken, refresh) {
  // As any thenable: `await` would ignore the `then` of a promise that has one of its own.
  const answer = await new Promise((resolve) => resolve(getToken({ refresh })));
  // Anything else than a token is reported by the widget.
  if (typeof answer?.token !== "string") return { token: answer, keptMs: 0 };
  return { token: answer.token, keptMs: lifetime(answer.expiresIn) };
}

async function fetchToken(path) {
  const url = new URL(path, self.origin);
  // A parser of URLs ignores line breaks: `/\n/host` is another host.
  if (!path.startsWith("/") || url.origin !== self.origin) {
    throw new TypeError("token-url has to be a path on the page's own origin, such as /session/token");
  }
  const headers = { "X-Tallyfy-Client": tallyfyClient };
  const response = await fetch(url.href, { headers, credentials: "same-origin", redirect: "manual", cache: "no-store" });
  if (response.type === "opaqueredirect") return { token: SIGN_IN_PAGE, keptMs: 0 };
  if (!response.ok) throw new Error(`${path} answered with status ${response.status}`);
  const text = (await response.text()).trim();
  if (text.startsWith("<")) return { token: text, keptMs: 0 };
  if (!text.startsWith("{")) return { token: text, keptMs: KEPT_MS };
  const { access_token: token, expires_in: expiresIn } = parseAnswer(path, text);
  if (typeof token !== "string") throw new TypeError(`${path} answered without access_token`);
  return { token, keptMs: lifetime(expiresIn) };
}

/** The error of the parser would quote the answer, and the token with it. */
function parseAnswer(path, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new TypeError(`${path} answered with invalid JSON`);
  }
}

/** Milliseconds of a lifetime in seconds; the usual one without a number. */
function lifetime(seconds) {
  const milliseconds = Number(seconds ?? Number.NaN) * 1000;
  return Number.isNaN(milliseconds) ? KEPT_MS : milliseconds;
}
