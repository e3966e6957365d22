/** Has Redocly lint our description, says so, and stays. */
import { parentPort } from "node:worker_threads";
import { keepRedocly } from "../tools/kept-redocly.ts";
import { lint, ownDescription } from "../tools/lint.ts";

parentPort?.on("message", () => {});
await lint(ownDescription, { redocly: keepRedocly().run });
parentPort?.postMessage("linted");
