/**
 * Runs turbo: `node scripts/turbo.mjs <task…> [turbo's options]`.
 *
 * Plain JavaScript, since it is what a build in which nothing has changed consists of: to take the types out of TypeScript takes
 * Node longer than turbo takes for all of its tasks, and from here on that is kept from one run to the next.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url)));
const { turbo } = await import("./turbo.ts");
const { code } = await turbo(process.argv.slice(2));
process.exitCode = code;
