/** What pages put in place of `fetch`. `wrap(name, method)` does it for requests with this method to the API. */
const usual = window.fetch;

/** The constructors of another realm. */
const frame = document.createElement("iframe");
document.body.append(frame);
const other = frame.contentWindow;

const contentOf = async (response) => (response.status === 204 ? null : response.text());
const partsOf = async (response) => ({
  status: response.status,
  headers: response.headers,
  body: (await contentOf(response)) ?? "",
});
/** A response that is only an object, with some parts of its own. */
const imitation = (parts) => async (send, ...call) => {
  const { status, headers, body } = await partsOf(await send(...call));
  return Object.defineProperties({ status, headers, text: async () => body }, Object.getOwnPropertyDescriptors(parts(body)));
};
/** A response with a property of its own. */
const changed = (name, descriptor) => async (send, ...call) => Object.defineProperty(await send(...call), name, descriptor);
/** Sends it, and returns something else. */
const replaced = (make) => async (send, ...call) => make(await send(...call));
/** A response of a subclass. */
const subclass = (makeClass) => async (send, ...call) => {
  const { status, headers, body } = await partsOf(await send(...call));
  return new (makeClass())(status === 204 ? null : body, { status, headers });
};
const fail = (reason) => () => {
  throw reason;
};

const wrappers = {
  // These change nothing that matters.
  stringMethods: (send, url, init) => send(url.trim().replace("#", ""), init),
  spreadHeaders: (send, url, init) => send(url, { ...init, headers: { ...init.headers, "X-Trace": "1" } }),
  newRequest: (send, url, init) => send(new Request(url, init)),
  otherPromise: (send, ...call) => other.Promise.resolve(send(...call)),
  thenable: (send, ...call) => ({ then: (resolve, reject) => send(...call).then(resolve, reject) }),
  eagerThenable: async (send, ...call) => {
    const response = await send(...call);
    return { then: (resolve) => [resolve(response), resolve(null)] };
  },
  otherRealm: async (send, ...call) => {
    const response = await send(...call);
    const { status, headers } = response;
    return new other.Response(await contentOf(response), { status, headers });
  },
  boundProxy: replaced((response) => {
    const get = (target, key) => (typeof target[key] === "function" ? target[key].bind(target) : target[key]);
    return new Proxy(response, { get });
  }),

  // These have what counts.
  imitation: imitation(() => ({})),
  noHeaders: imitation(() => ({ headers: undefined })),
  headersWithoutGet: imitation(() => ({ headers: { "content-type": "application/json" } })),
  headersThrow: imitation(() => ({
    get headers() {
      throw undefined;
    },
  })),
  getThrows: imitation(() => ({ headers: { get: fail("no") } })),
  getOfAnother: imitation(() => ({ headers: Object.create(Headers.prototype) })),
  getGivesObjects: imitation(() => ({ headers: { get: () => ({}) } })),
  subclass: subclass(() => class extends Response {}),
  subclassHeadersPlain: subclass(
    () =>
      class extends Response {
        get headers() {
          return {};
        }
      },
  ),
  subclassHeadersThrow: subclass(
    () =>
      class extends Response {
        get headers() {
          throw undefined;
        }
      },
  ),
  otherPrototype: replaced((response) => Object.setPrototypeOf(response, { status: 200, text: () => Response.prototype.text.call(response) })),
  ownHeadersThrow: changed("headers", { get: fail(new Error("no")) }),
  ownHeadersOfAnother: changed("headers", { value: Object.create(Headers.prototype) }),
  plainText: imitation((body) => ({ text: () => body })),
  textThenable: imitation((body) => ({ text: () => ({ then: (resolve) => resolve(body) }) })),
  textOfOtherRealm: imitation((body) => ({ text: () => other.Promise.resolve(body) })),

  // Only their status can be read.
  noText: imitation(() => ({ text: undefined })),
  textThrows: imitation(() => ({ text: fail(undefined) })),
  textRejects: imitation(() => ({ text: () => Promise.reject() })),
  textIsNumber: imitation(() => ({ text: () => 42 })),
  textThenThrows: imitation(() => ({ text: () => ({ then: fail("no") }) })),
  ownTextThrows: changed("text", { value: fail("no") }),
  ownTextIsNull: changed("text", { value: () => null }),

  // These are no responses, but it was sent.
  sentThenNull: replaced(() => null),
  sentThenUndefined: replaced(() => undefined),
  sentThenText: replaced(() => "x"),
  sentThenEmpty: replaced(() => ({})),
  sentThenOfPrototype: replaced(() => Object.create(Response.prototype)),
  sentThenProxy: replaced((response) => new Proxy(response, {})),
  sentThenTextStatus: replaced(({ headers }) => ({ status: "204", headers, text: async () => "" })),
  sentThenNoNumber: replaced(({ headers }) => ({ status: Number.NaN, headers, text: async () => "" })),
  sentThenSubclassStatusThrows: subclass(
    () =>
      class extends Response {
        get status() {
          throw undefined;
        }
      },
  ),
  sentThenStatusThrows: replaced(() => Object.defineProperty({}, "status", { get: fail("no") })),
  sentThenError: replaced(() => Response.error()),
  sentThenThrows: replaced(fail(undefined)),
  sentThenThrowsAtOnce: (send, ...call) => {
    void send(...call);
    throw "x";
  },
  sentThenBrokenPromise: (send, ...call) => Object.defineProperty(send(...call), "then", { get: fail("no") }),

  // These send nothing.
  rejectsWithText: () => Promise.reject("x"),
  rejectsWithObject: () => Promise.reject({}),
  rejectsWithUndefined: () => Promise.reject(),
  rejectsWithNull: () => Promise.reject(null),
  throwsNull: fail(null),
  returnsNull: () => null,
  returnsEmpty: () => ({}),
  returnsSymbol: () => Symbol("response"),
  thenThrows: () => ({
    get then() {
      throw null;
    },
  }),
};

window.wrap = (name, method) => {
  const isWrapped = (url, init) => String(url).includes("/organizations/") && (init?.method ?? "GET") === method;
  window.fetch = (url, init) => (isWrapped(url, init) ? wrappers[name](usual, url, init) : usual(url, init));
};
window.unwrap = () => (window.fetch = usual);
