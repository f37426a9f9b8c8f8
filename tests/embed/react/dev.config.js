import { mergeConfig } from "vite";
import proxied from "./proxy.config.js";
import common from "./vite.config.ts";

// The sandbox also gives the token.
export default mergeConfig(mergeConfig(common, proxied), { server: { proxy: { "/session": process.env.API } } });
