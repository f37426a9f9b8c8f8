/** Transfer sizes. */
import { extname } from "node:path";

/** Compressed bytes by file type. `code` is the size of the implementation without its page. */
export function transferSizes(files) {
  const of = (...kinds) =>
    files.filter(({ path }) => kinds.includes(extname(path))).reduce((sum, { bytes }) => sum + bytes, 0);
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const [html, script, styles, wasm] = [of(".html"), of(".js"), of(".css"), of(".wasm")];
  const code = script + styles + wasm;
  return { html, script, styles, wasm, other: all - html - code, all, code };
}
