/**
 * The implementations to compare: their pages, and locators for the controls.
 *
 * A locator is a chain of selectors. Each is queried inside the previous element, in its shadow root if it has one.
 * `{text}` selects the element with that text.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const ORG = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
export const TASK = "f6c52df1e483d94f708174ee6c0d2d3f";
export const TOKEN = "sandbox-token";
const TITLE = "Plan the spring meeting";
/** Only the two operations, without navigation. */
const RAPIDOC = `<rapi-doc data-token="${TOKEN}" render-style="read" show-header="false" show-info="false"
  allow-authentication="false" allow-server-selection="false" load-fonts="false"></rapi-doc>`;

/**
 * All implementations, in the order of the tables. `dist` is the built element, `snippet` the markup that embeds it,
 * `preload` optional markup that preloads it, and `peers` the folder of the other bundles.
 */
export function implementations({ dist, snippet, preload, peers }) {
  const [, script, element] = readFileSync(snippet, "utf8").match(/^([^]*)(<tallyfy-archive-task[^]*)$/);
  const embedded = (key, name, more) => ({
    key,
    name,
    folder: dist,
    page: (count) => page((script + more).replaceAll("tallyfy-archive/", ""), withBase(element).repeat(count)),
    ...form("tallyfy-archive-task", "[part=details]"),
  });
  const place = `<div class="archive-task" data-api-base="/api"></div>`;
  const peer = (key, name, host, body, head = "") => ({
    key,
    name,
    folder: join(peers, key),
    page: (count) => page(`${head}<script type="module" src="${key}.js"></script>`, body.repeat(count)),
    host,
  });
  const custom = `<archive-task api-base="/api"></archive-task>`;
  const styles = `<link rel="stylesheet" href="swagger-ui.css">`;
  return [
    embedded("element", "this element", ""),
    embedded("preloaded", "this element, preloaded", readFileSync(preload, "utf8")),
    {
      key: "page",
      name: "this element's own page",
      folder: dist,
      page: () => withBase(readFileSync(join(dist, "index.html"), "utf8")),
      ...form("tallyfy-archive-task", "[part=details]"),
    },
    { ...peer("vanilla", "vanilla custom element", "archive-task", custom), ...form("archive-task") },
    { ...peer("preact", "Preact", ".archive-task", place), ...form(".archive-task") },
    { ...peer("lit", "Lit", "archive-task", custom), ...form("archive-task") },
    { ...peer("react", "React 19", ".archive-task", place), ...form(".archive-task") },
    {
      ...peer("swagger-ui", "Swagger UI", "#job", `<div id="job" data-token="${TOKEN}"></div>`, styles),
      fields: [".opblock-get input[placeholder=org_id]", ".opblock-get input[placeholder=task_id]"],
      find: ".opblock-get .execute",
      details: `.opblock-get .live-responses-table{${TITLE}}`,
      archive: ".opblock-delete .execute",
      archived: ".opblock-delete .live-responses-table{204}",
    },
    {
      ...peer("rapidoc", "RapiDoc", "rapi-doc", RAPIDOC),
      fields: ["rapi-doc >>> api-request[method=get] >>> input[data-pname=task_id]"],
      find: "rapi-doc >>> api-request[method=get] >>> button{TRY}",
      details: `rapi-doc >>> api-request[method=get] >>> .tab-panel{${TITLE}}`,
      archive: "rapi-doc >>> api-request[method=delete] >>> button{TRY}",
      archived: "rapi-doc >>> api-request[method=delete] >>> .request-panel{:204}",
    },
  ];
}

/** The locators of forms with the same labels. */
function form(host, details = "dl") {
  const inside = (locator) => `${host} >>> ${locator}`;
  return {
    host,
    fields: ["Organization ID", "Task ID", "Access token"].map((label) => inside(`label{${label}}`)),
    values: [ORG, TASK, TOKEN],
    find: inside("button{Find task}"),
    details: inside(`${details}{${TITLE}}`),
    archive: inside("button{Archive task}"),
    archived: inside("[role=status]{The task is archived.}"),
  };
}

function withBase(html) {
  return html.replaceAll("<tallyfy-archive-task", `$& api-base="/api"`);
}

function page(head, body) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Archive a Tallyfy task</title>
${head}
</head>
<body>
<h1>Archive a Tallyfy task</h1>
${body}
</body>
</html>
`;
}
