/**
 * Builds everything from the description, and serves the docs and the mock: `pnpm start`; `pnpm dev` does it again
 * whenever a source changes.
 */
import { parseArgs, styleText } from "node:util";
import { launcherEnded } from "./launchers.ts";
import type { Ports, Served } from "./serve.ts";
import { turbo } from "./turbo.ts";
import { watchSources } from "./watch.ts";

const help = `Builds everything from spec/openapi.yaml, and serves the docs and the mock.

Usage: pnpm start [options]
       pnpm dev [options]     the same, and again whenever the description or a source changes

  --docs-port <number>  the docs' port, or the next free one (default 8080)
  --mock-port <number>  the mock's port, or the next free one (default 4010)
  --help                this text
`;

/** What a run of turbo says besides what went wrong. */
const chatter = /^(\s+• |cache (hit|miss)|\$ |\[ELIFECYCLE\]|\s*(Tasks|Cached|Time|Failed):|\S+#\S+:.* ERROR | ERROR )/;

/** The packages that a person looks at, as options of turbo. */
const looked = ["docs", "mock"].map((name) => `--filter=@spkey/${name}`);

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());
void launcherEnded(stopping.signal).then(() => stopping.abort());

const options = readOptions(process.argv.slice(2));
try {
  if (options) await (options.watch ? develop(options.ports) : start(options.ports));
} catch (error) {
  console.error(styleText("red", error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}

async function start(ports: Ports): Promise<void> {
  if (!(await build())) process.exitCode = 1;
  if (stopping.signal.aborted || process.exitCode) return;
  const served = await serve(ports, false);
  console.log(served.welcome);
  await aborted(stopping.signal);
  await served.stop();
}

async function develop(ports: Ports): Promise<void> {
  let served: Served | undefined;
  const update = async (changed: AbortSignal) => {
    try {
      // What is looked at first comes first: compiling the client takes as long again, and slows the rest down beside it.
      const built = await build(looked);
      if (stopping.signal.aborted) return;
      if (!built) {
        console.error(
          styleText("red", served ? "The last good build stays up." : "Waiting for a change that fixes it."),
        );
        return;
      }
      if (served) {
        await served.reload();
        console.log("The docs, the samples and the mock are up to date; the client follows.");
      } else {
        served = await serve(ports, true);
        console.log(served.welcome);
      }
      const all = await build([], changed);
      if (changed.aborted) return;
      if (all) console.log("The client is up to date, too.");
      else console.error(styleText("red", "The client stays as it was last built."));
    } catch (error) {
      // What Prism can't serve is no reason to end: the mock goes on with the description that it had.
      console.error(styleText("red", `The mock can't take it up: ${error instanceof Error ? error.message : error}`));
    }
  };
  await watchSources(stopping.signal, update);
  await served?.stop();
}

/**
 * @param chosen options of turbo: which packages are built, instead of all
 * @returns whether they were; what went wrong has been said
 */
async function build(chosen: readonly string[] = [], signal = stopping.signal): Promise<boolean> {
  const began = performance.now();
  console.log(styleText("dim", `Building ${chosen.length > 0 ? "docs and mock" : "all"} from spec/openapi.yaml …`));
  const color = process.stdout.isTTY && !process.env["NO_COLOR"] ? ["--color"] : ["--no-color"];
  const { code, text } = await turbo(["build", ...chosen, "--output-logs=errors-only", "--log-prefix=none", ...color], {
    output: "capture",
    signal,
  });
  if (signal.aborted) return false;
  if (code !== 0) {
    const lines = text.split("\n").filter((line) => !chatter.test(line));
    console.error(lines.join("\n").trim() || text);
    return false;
  }
  console.log(styleText("dim", `Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`));
  return true;
}

async function serve(ports: Ports, watching: boolean): Promise<Served> {
  // Not before `build()`: on a fresh clone, what it imports has still to be built.
  return (await import("./serve.ts")).serve(ports, watching);
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
