import { fileURLToPath } from "node:url";
import { execute, type Outcome } from "../src/index.ts";

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

/** Runs Redocly's CLI with its telemetry and its update notices off. */
export function redocly(args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return execute([process.execPath, cli, ...args], { env });
}
