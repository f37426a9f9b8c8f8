/** What each contestant's page loads, sorted. */
import { extname } from "node:path";

/** Bytes on the wire by kind; `code` is what the contestant itself brings, whatever page it stands on. */
export function bytesOf(files) {
  const of = (...kinds) =>
    files.filter(({ path }) => kinds.includes(extname(path))).reduce((sum, { bytes }) => sum + bytes, 0);
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const [html, script, styles, wasm] = [of(".html"), of(".js"), of(".css"), of(".wasm")];
  const code = script + styles + wasm;
  return { html, script, styles, wasm, other: all - html - code, all, code };
}
