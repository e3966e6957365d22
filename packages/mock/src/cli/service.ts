/**
 * Serves, in a thread of its own: only of such a one can the memory be bounded from within the program, and the reader of
 * the log may take as long as they like.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { ScenarioText } from "../http/scenario-text.ts";
import { InvalidInput } from "../invalid-input.ts";
import type { Mock } from "../mock.ts";
import { startMock } from "../start.ts";
import { lineWriter } from "./line-writer.ts";
import { logFormat } from "./log-format.ts";
import type { CliOptions } from "./options.ts";
import type { WatchedFiles } from "./watch-description.ts";

/** What the thread is started with. */
export interface Service {
  readonly options: CliOptions;
  /** The description, where it came over the standard input. */
  readonly input: string | undefined;
  /** Whether who reads the log sees colors. */
  readonly colors: boolean;
}

/** What it tells. The log it writes itself. Told anything at all, it stops. */
export type FromService =
  | { readonly type: "serving"; readonly url: string }
  | { readonly type: "reloaded"; readonly files: readonly string[] }
  | { readonly type: "warning"; readonly message: string }
  /** It can't serve, and ends. */
  | { readonly type: "failed"; readonly message: string; readonly exitCode: number };

try {
  await serve(workerData);
} catch (error) {
  tell({ type: "failed", message: reasonOf(error, workerData), exitCode: error instanceof InvalidInput ? 2 : 1 });
}

async function serve({ options, input, colors }: Service): Promise<void> {
  const { spec, seed, host, log, scenarios, delay, failureRate, failWith, proxy, proxyTimeout, watch, cors, ...rest } =
    options;
  const format = log === "off" ? undefined : logFormat(log, colors);
  const write = format && lineWriter(process.stdout, format.missed);
  const warn = (message: string) => tell({ type: "warning", message });
  // Who has no such file does not wait for a reader of YAML.
  const files = scenarios === undefined ? undefined : await import("./scenario-file.ts");
  const text = scenarios === undefined ? undefined : await files?.readScenarios(scenarios);
  const mock = await startMock({
    ...rest,
    delay,
    failureRate,
    failWith,
    ...(host !== undefined && { host }),
    ...(seed !== undefined && { seed }),
    ...(spec !== undefined && { description: input === undefined ? spec : await parse(input) }),
    ...(cors !== undefined && { cors }),
    ...(proxy !== undefined && { proxy }),
    ...(proxyTimeout !== undefined && { proxyTimeout }),
    ...(text && { scenarios: text.scenarios }),
    ...(format && write && { onCall: (call) => write(format.call(call)) }),
    onWarning: warn,
  }).catch((error: unknown) => {
    throw files ? files.withPlace(error, text) : error;
  });
  const ends = watch ? await watchWith(mock, { description: spec, scenarios }, text, warn) : undefined;
  parentPort?.once("message", () => void Promise.all([mock.stop(), ends?.()]));
  tell({ type: "serving", url: mock.url });
  await warnOfExamples(mock, warn);
}

/** Who names a file does not wait for a reader of YAML. */
async function parse(input: string): Promise<object> {
  return (await import("./standard-input.ts")).parseInput(input);
}

/** Who doesn't watch does not wait for what it takes. */
async function watchWith(
  mock: Mock,
  files: WatchedFiles,
  text: ScenarioText | undefined,
  warn: (message: string) => void,
): Promise<() => Promise<void>> {
  const { watchDescription } = await import("./watch-description.ts");
  return watchDescription(mock, files, text, {
    onReload(changed) {
      tell({ type: "reloaded", files: changed });
      void warnOfExamples(mock, warn);
    },
    onFailure: warn,
  });
}

async function warnOfExamples(mock: Mock, warn: (message: string) => void): Promise<void> {
  const issues = await mock.check().catch(() => []); // It has been stopped, or its engine has ended, which it has told.
  for (const { response, mediaType, example, pointer, reasons } of issues) {
    const name = example === undefined ? "" : `, example ${example}`;
    warn(`${response} (${mediaType}${name}) breaks its own schema, at ${pointer}: ${reasons.join("; ")}`);
  }
}

/** Why it can't serve, and what to do about it. */
function reasonOf(error: unknown, { options: { host, port } }: Service): string {
  const { code, message, syscall } = error as NodeJS.ErrnoException; // Node, Prism and we throw errors.
  if (syscall !== "listen" && syscall !== "getaddrinfo") return message;
  switch (code) {
    case "EADDRINUSE":
      return "The port is taken. Choose another with --port, take the next free one with --next-port, or any with --port 0.";
    case "EACCES":
      return `Port ${port} is not for everybody: choose one from 1024 on with --port, or any with --port 0.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EADDRNOTAVAIL":
      return `This machine has no address ${host} to listen on. Choose another with --host; 0.0.0.0 is all that it has.`;
    default:
      return message;
  }
}

function tell(message: FromService): void {
  parentPort?.postMessage(message);
}
