/**
 * Embeds the npm package as people do: packed, installed into clean folders, built by their usual bundler.
 * `node build.mjs <folder> <packages> [<packages of slow hosts>]`: without the last one, the slow hosts are left out.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

const HOSTS = ["plain", "react", "react-server", "vue", "svelte", "esbuild", "htmx", "bootstrap", "zone"];
const SLOW_HOSTS = ["vite", "webpack", "parcel", "next", "angular"];

const [folder, packages, slowPackages] = process.argv.slice(2).map((path) => resolve(path));
const sources = import.meta.dirname;
const root = resolve(sources, "../..");
const npm = (cwd, ...args) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Builds the hosts of one folder, whose lock file pins what they are built with. */
function build(from, to, hosts, modules) {
  mkdirSync(to, { recursive: true });
  symlinkSync(modules, join(to, "node_modules"));
  for (const name of hosts) {
    const host = join(to, name);
    cpSync(join(from, name), host, { recursive: true });
    npm(host, "install", "--offline", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", tarball);
    process.stdout.write(npm(host, "run", "build"));
  }
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const [packed] = JSON.parse(npm(folder, "pack", "--json", "--pack-destination", ".", join(root, "pkg")));
const tarball = join(folder, packed.filename);
cpSync(join(sources, "site"), join(folder, "site"), { recursive: true });
cpSync(join(root, "dist"), join(folder, "site/tallyfy-archive"), { recursive: true });
build(sources, folder, HOSTS, packages);
if (slowPackages) build(join(sources, "slow"), join(folder, "slow"), SLOW_HOSTS, slowPackages);
