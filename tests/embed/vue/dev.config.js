import { mergeConfig } from "vite";
import common from "./vite.config.ts";

const { API } = process.env;

export default mergeConfig(common, { server: { proxy: { "/api": API, "/session": API } } });
