// Prints, for each file named, the digest that goes into its name and the one that a browser checks.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

for (const file of process.argv.slice(1)) {
  const digest = createHash("sha256").update(readFileSync(file)).digest();
  console.log(`${digest.toString("hex", 0, 4)} sha256-${digest.toString("base64")}`);
}
