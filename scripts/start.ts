/**
 * Builds everything from the description, and serves the docs and the mock: `pnpm start`; `pnpm dev` does it again
 * whenever a source changes.
 */
import { parseArgs, styleText } from "node:util";
import { build } from "./build.ts";
import { develop } from "./develop.ts";
import { launcherEnded } from "./launchers.ts";
import type { Ports } from "./serve.ts";

const help = `Builds everything from spec/openapi.yaml, and serves the docs and the mock.

Usage: pnpm start [options]
       pnpm dev [options]     the same, and again whenever the description or a source changes

  --docs-port <number>  the docs' port, or the next free one (default 8080)
  --mock-port <number>  the mock's port, or the next free one (default 4010)
  --help                this text
`;

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());
void launcherEnded(stopping.signal).then(() => stopping.abort());

const options = readOptions(process.argv.slice(2));
try {
  if (options) await (options.watch ? develop(options.ports, stopping.signal) : start(options.ports));
} catch (error) {
  console.error(styleText("red", error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}

async function start(ports: Ports): Promise<void> {
  if (!(await build("all", stopping.signal))) process.exitCode = 1;
  if (stopping.signal.aborted || process.exitCode) return;
  // Not before: on a fresh clone, what it imports has still to be built.
  const { serve } = await import("./serve.ts");
  const served = await serve(ports, false);
  console.log(served.welcome);
  await aborted(stopping.signal);
  await served.stop();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** @returns nothing where there is nothing to do: help was asked for, or the arguments are wrong */
function readOptions(args: string[]): { watch: boolean; ports: Ports } | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        "docs-port": { type: "string", default: "8080" },
        "mock-port": { type: "string", default: "4010" },
        help: { type: "boolean", default: false },
        watch: { type: "boolean", default: false },
      },
    });
    if (!values.help) {
      const ports = { docs: portNumber(values["docs-port"]), mock: portNumber(values["mock-port"]) };
      return { watch: values.watch, ports };
    }
    console.log(help);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
  }
  return undefined;
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`A port is a number from 0 to 65535, not \`${text}\`.`);
}
