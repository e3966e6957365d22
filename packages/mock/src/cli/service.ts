/**
 * Serves, in a thread of its own: only of such a one can the memory be bounded from within the program, and the reader of
 * the log may take as long as they like.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { Scenarios } from "../http/scenarios.ts";
import { startMock } from "../start.ts";
import { lineWriter } from "./line-writer.ts";
import { logFormat } from "./log-format.ts";
import type { CliOptions } from "./options.ts";

/** What the thread is started with. */
export interface Service {
  readonly options: CliOptions;
  /** Whether who reads the log sees colors. */
  readonly colors: boolean;
}

/** What it tells. The log it writes itself. Told anything at all, it stops. */
export type FromService =
  | { readonly type: "serving"; readonly url: string }
  | { readonly type: "warning"; readonly message: string }
  /** It can't serve, and ends. */
  | { readonly type: "failed"; readonly message: string };

try {
  await serve(workerData);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException; // Node, Prism and we throw errors.
  const taken =
    "The port is taken. Choose another with --port, take the next free one with --next-port, or any with --port 0.";
  tell({ type: "failed", message: code === "EADDRINUSE" ? taken : message });
}

async function serve({ options, colors }: Service): Promise<void> {
  const { spec, seed, host, log, scenarios, delay, failureRate, failWith, ...rest } = options;
  const format = log === "off" ? undefined : logFormat(log, colors);
  const write = format && lineWriter(process.stdout, format.missed);
  const warn = (message: string) => tell({ type: "warning", message });
  const mock = await startMock({
    ...rest,
    delay,
    failureRate,
    failWith,
    ...(host !== undefined && { host }),
    ...(seed !== undefined && { seed }),
    ...(spec !== undefined && { description: spec }),
    ...(scenarios !== undefined && { scenarios: await scenariosOf(scenarios) }),
    ...(format && write && { onCall: (call) => write(format.call(call)) }),
    onWarning: warn,
  });
  parentPort?.once("message", () => void mock.stop());
  tell({ type: "serving", url: mock.url });
  const issues = await mock.check().catch(() => []); // It has been stopped, or its engine has ended, which it has told.
  for (const { response, mediaType, example, pointer, reasons } of issues) {
    const name = example === undefined ? "" : `, example ${example}`;
    warn(`${response} (${mediaType}${name}) breaks its own schema, at ${pointer}: ${reasons.join("; ")}`);
  }
}

function tell(message: FromService): void {
  parentPort?.postMessage(message);
}

async function scenariosOf(file: string): Promise<Scenarios> {
  // Who has no such file does not wait for a reader of YAML.
  return (await import("./scenario-file.ts")).readScenarios(file);
}
