import { text } from "node:stream/consumers";
import { styleText } from "node:util";
import { Worker } from "node:worker_threads";
import { heapLimit } from "../worker/heap-limit.ts";
import { logFormat } from "./log-format.ts";
import { askedFor, type CliOptions, help, logsJson, readOptions, UsageError } from "./options.ts";
import type { FromService, Service } from "./service.ts";

// Whoever reads the log may leave; the mock goes on for those who call it.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const args = process.argv.slice(2);
const format = logFormat(logsJson(args) ? "json" : "pretty", hasColors(process.stderr));

try {
  const asked = askedFor(args);
  if (asked === "help") process.stdout.write(help);
  else if (asked === "version") console.log(await version());
  else await serve(readOptions(args));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  fail(`${error.message}\nSee spkey-mock --help.`, 2);
}

async function serve(options: CliOptions): Promise<void> {
  const input = options.spec === "-" ? await text(process.stdin) : undefined;
  const service: Service = { options, input, colors: hasColors(process.stdout) };
  const thread = new Worker(new URL("./service.js", import.meta.url), {
    name: "http",
    resourceLimits: heapLimit,
    workerData: service,
  });
  let serving = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // Before it serves, nothing waits for its end.
    process.once(signal, () => (serving ? thread.postMessage("stop") : void thread.terminate()));
  }
  thread.on("message", (message: FromService) => {
    switch (message.type) {
      case "serving":
        serving = true;
        console.log(format.serving(message.url));
        break;
      case "reloaded":
        console.log(format.reloaded(message.files));
        break;
      case "warning":
        console.error(format.warning(message.message));
        break;
      case "failed":
        fail(message.message, message.exitCode);
    }
  });
  thread.on("error", (error) => fail(`The mock has ended: ${error instanceof Error ? error.message : error}`, 1));
}

async function version(): Promise<string> {
  const { readFile } = await import("node:fs/promises"); // Nobody else waits for it.
  const manifest: { version: string } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return manifest.version;
}

/** Whether who reads a stream sees colors, and wants them. */
function hasColors(stream: NodeJS.WriteStream): boolean {
  if (logsJson(args)) return false;
  return styleText("dim", " ", { stream }) !== " ";
}

function fail(message: string, exitCode: number): void {
  console.error(format.error(message));
  process.exitCode = exitCode;
}
