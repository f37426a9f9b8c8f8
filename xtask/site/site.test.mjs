import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { asset, assetsModule } from "./assets.mjs";
import { check, record, sizeOf } from "./budget.mjs";
import { cardModule } from "./card.mjs";
import { inlineStyles, insertCard, refer } from "./page.mjs";

/** Its digest begins with 2d711642. */
const file = (name) => ({ ...asset(name, "x"), integrity: "sha256-AA==" });

test("the hash goes before the extension, and the integrity is what browsers check", () => {
  assert.equal(asset("page.css", "x").hashed, "page-2d711642.css");
  assert.equal(asset("messages/pt-BR.json", "x").hashed, "messages/pt-BR-2d711642.json");
  assert.equal(asset("page.css", "x").integrity, "sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=");
});

test("the script knows the addresses of the wasm and the languages and of nothing else", () => {
  const assets = ["a.wasm", "messages/pt-BR.json", "page.css"].map(file);
  assert.equal(
    assetsModule(assets, ({ hashed }) => hashed),
    `export const wasm = { url: () => new URL("./a-2d711642.wasm", import.meta.url).href, integrity: "sha256-AA==" };
export const messages = {
  "pt-BR": { path: "messages/pt-BR-2d711642.json", url: () => new URL("./messages/pt-BR-2d711642.json", import.meta.url).href, integrity: "sha256-AA==" },
};
`,
  );
});

test("a page has one place for the card, whose form gets a field that knows of clicks", () => {
  const card = "<form>$&</form>";
  assert.match(insertCard("<div><!-- card --></div>", card), /^<div><form>\$&<p hidden="hidden"><input [^>]*><\/p><\/form><\/div>$/);
  for (const page of ["<div></div>", "<!-- card --><!-- card -->"]) assert.throws(() => insertCard(page, card));
});

test("styles come with the page and their digests with its policy", () => {
  const styles = [{ ...file("page.css"), text: "a{}" }];
  const page = `<meta content="style-src 'self'; img-src 'self'"><link rel="stylesheet" href="page.css" />`;
  const expected = `<meta content="style-src 'self' 'sha256-AA=='; img-src 'self'"><style>a{}</style>`;
  assert.equal(inlineStyles(page, styles), expected);
  for (const broken of ["", page.replace("style-src", "img-src")]) assert.throws(() => inlineStyles(broken, styles));
});

test("what is loaded gets its hash, and what is only shown does not", () => {
  const assets = ["page.js", "icon.svg", "a.wasm"].map(file);
  for (const [page, expected] of [
    [
      `<p><script type="module" src="page.js"></script>`,
      `<p><script type="module" src="page-2d711642.js" integrity="sha256-AA=="></script>`,
    ],
    [`<link rel="icon" href="icon.svg" />`, `<link rel="icon" href="icon-2d711642.svg" />`],
    [`<link rel="preload" href="a.wasm" />`, `<link rel="preload" href="a-2d711642.wasm" />`],
    [`<a href="page.js">`, `<a href="page.js">`],
    [`&lt;script src="page.js">`, `&lt;script src="page.js">`],
    [`<script src="other.js">`, `<script src="other.js">`],
    ["", ""],
  ]) {
    assert.equal(refer(page, assets), expected);
  }
});

test("card and row become tables with the keys of their texts", () => {
  const card = `<div id="a" class="card"><p></p><label for="a">⟦orgId⟧</label><input id="a"></div>`;
  assert.equal(
    cardModule({ card, row: `<p title="⟦orgId⟧">⟦orgId⟧ · ⟦taskId⟧</p>` }, { orgId: "Organization", taskId: "Task" }),
    `export const card = ["div",{"class":"card","id":"a"},["p",{}],["label",{"for":"a"},"{orgId}"],["input",{"id":"a"}]];

export const row = ["p",{"title":"{orgId}"},"{orgId} · {taskId}"];

export const texts = {
  orgId: "Organization",
  taskId: "Task",
};
`,
  );
});

test("what the table cannot say is an error", () => {
  for (const [html, problem] of [
    ["", /not one element/],
    ["<p></p><p></p>", /not one element/],
    ["<p><!-- --></p>", /neither element nor text/],
    ["<p>Organization ID</p>", /not a text of the widget/],
    [`<p style="color: red"></p>`, /has style/],
    [`<input value="a">`, /has value/],
  ]) {
    assert.throws(() => cardModule({ html }, {}), problem, html);
  }
});

/** A site whose element has 1,000 bytes on the wire. */
const SITE = {
  "a.wasm": { brotli: 900 },
  "early-0a1b2c3d.js": { brotli: 40 },
  "messages/de-0a1b2c3d.json": { brotli: 5000 },
  "page-0a1b2c3d.js": { brotli: 5000 },
  "tallyfy-archive-0a1b2c3d.js": { brotli: 60 },
  "tallyfy-archive.js": { brotli: 5000 },
};
const SIZE = { total: 1000, wasm: 900, "early.js": 40, "tallyfy-archive.js": 60 };

test("the size is that of what the snippet makes a browser fetch", () => {
  assert.deepEqual(sizeOf(SITE), SIZE);
  assert.throws(() => sizeOf({}), /no wasm/);
});

test("growth of more than two percent fails until it is recorded", () => {
  check(SIZE, { total: 981 });
  assert.throws(() => check(SIZE, { total: 980 }), /20 bytes larger.*cargo xtask build --record/);
  const recorded = record(SIZE, { budget: 1000, total: 980 });
  assert.deepEqual(recorded, { budget: 1000, ...SIZE });
  check(SIZE, recorded);
});

test("nothing above the budget is recorded, and what is recorded is the sum of its parts", () => {
  assert.throws(() => record(SIZE, { budget: 999, total: 500 }), /1 above the budget/);
  const { budget, total, ...parts } = JSON.parse(readFileSync("bench/size.json", "utf8"));
  assert(total <= budget);
  assert.equal(Object.values(parts).reduce((sum, bytes) => sum + bytes), total);
});
