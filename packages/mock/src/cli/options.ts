import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { didYouMean, nearest } from "@spkey/model/nearest";
import type { AllowedOrigins } from "../http/cors.ts";
import type { Delay, Failure } from "../http/fault-injection.ts";
import {
  delayForm,
  failureForm,
  percentForm,
  readDelay,
  readFailure,
  readPercent,
  readTime,
} from "../http/fault-texts.ts";
import { upstreamUrl } from "../http/upstream-url.ts";

export const help = `Mocks the SmartphoneKey API, or any other that is described in OpenAPI.

Usage: spkey-mock [options]

  --port <number>       port to listen on (default 4010; 0 takes any free one)
  --next-port           take the next free port where it is taken
  --host <name>         address to listen on (default 127.0.0.1: this machine only)
  --spec <file or URL>  description to mock, JSON or YAML; - for the standard input (default: the released one)
  --watch               read the description and the scenarios again when their files change
  --static              leave the description's examples as they are, without the request's values in them
  --dynamic             generate values instead of taking the description's examples
  --seed <text>         the same seed generates the same values, and the same faults
  --scenarios <file>    what operations answer, one call after the other, and their faults (YAML; see the README)
  --delay <time>        wait before each answer: 200ms, 2s, or 200ms..2s
  --fail <percent>      let so many of the answers fail: 5%
  --fail-with <how>     how they fail: a status (default 503), reset, truncate or stall
  --proxy <URL>         send each request on to a real server, and tell where it or its answer breaks the description
  --proxy-timeout <time>  how long that may take, the answer's body included (default 30s)
  --callbacks           call the addresses that requests name, where callbacks are described
  --cors <origins>      origins whose pages may call it, with commas between them (default *; off for none, which is
                        the default with --proxy: the real server says it)
  --log <form>          pretty (default), json or off
  --workers <number>    threads that run Prism (default 1)
  --help                this text
  --version             its version

A request may choose its answer: \`Prefer: code=404\`, \`Prefer: example=<name>\`, \`Prefer: dynamic=true\`.
What the mock knows of itself: GET /__mock/health, /__mock/requests, /__mock/calls; DELETE /__mock/state forgets it.
Other scenarios, while it serves: PUT /__mock/scenarios.

Exit codes: 0 when stopped by Ctrl-C or SIGTERM; 1 where it can't serve, such as on a port that is taken; 2 for wrong
arguments, and for a description or scenarios that are none.
`;

/** What is wrong with the arguments, and how they are meant. */
export class UsageError extends Error {}

export interface CliOptions {
  readonly port: number;
  readonly nextPort: boolean;
  readonly host: string | undefined;
  readonly spec: string | undefined;
  readonly watch: boolean;
  readonly static: boolean;
  readonly dynamic: boolean;
  readonly seed: string | undefined;
  readonly scenarios: string | undefined;
  readonly delay: Delay | undefined;
  readonly failureRate: number | undefined;
  readonly failWith: Failure | undefined;
  readonly proxy: string | undefined;
  readonly proxyTimeout: number | undefined;
  readonly callbacks: boolean;
  readonly cors: AllowedOrigins | undefined;
  readonly log: "pretty" | "json" | "off";
  readonly workers: number;
}

/** @throws {UsageError} where an option is unknown, or has a value that it does not take */
export function readOptions(args: readonly string[]): CliOptions {
  const values = parse(args);
  checkTogether(values);
  return {
    port: number("--port", values.port, 0, 65_535),
    nextPort: values["next-port"],
    host: withoutBrackets(named("--host", values.host, "a name or an address, such as 127.0.0.1")),
    spec: named("--spec", values.spec, "a file or a URL"),
    watch: values.watch,
    static: values.static,
    dynamic: values.dynamic,
    seed: values.seed,
    scenarios: named("--scenarios", values.scenarios, "a file"),
    delay: optional(values.delay, delay),
    failureRate: optional(values.fail, percent),
    failWith: optional(values["fail-with"], failure),
    proxy: optional(values.proxy, proxy),
    proxyTimeout: optional(values["proxy-timeout"], proxyTimeout),
    callbacks: values.callbacks,
    cors: optional(values.cors, origins),
    log: log(values.log),
    workers: number("--workers", values.workers, 1, 64),
  };
}

/** @throws {UsageError} where one option has no meaning beside another, or without it */
function checkTogether(values: ReturnType<typeof parse>): void {
  if (values["proxy-timeout"] !== undefined && values.proxy === undefined) {
    throw new UsageError("--proxy-timeout says how long a real server may take, and there is none: add --proxy URL.");
  }
  if (values.watch && /^https?:/i.test(values.spec ?? "")) {
    throw new UsageError("--watch watches files, and --spec is a URL: leave one of them out.");
  }
  if (values.watch && values.spec === "-") {
    throw new UsageError("--watch watches files, and --spec is the standard input: leave one of them out.");
  }
  const [made] = (["dynamic", "static", "scenarios", "callbacks"] as const).filter((name) => values[name]);
  if (values.proxy !== undefined && made !== undefined) {
    throw new UsageError(
      `--${made} says what the mock answers, and with --proxy the real server does: leave one of them out.`,
    );
  }
  if (values["fail-with"] !== undefined && values.fail === undefined) {
    throw new UsageError("--fail-with says how answers fail, and nothing says that any do: add --fail 5%, or so.");
  }
}

/** What is asked for by name, whatever stands beside it. */
export function askedFor(args: readonly string[]): "help" | "version" | undefined {
  const { help, version } = lenient(args);
  return help ? "help" : version ? "version" : undefined;
}

/** Whether its log, and with it all that is said, is to be JSON, also where other arguments are wrong. */
export function logsJson(args: readonly string[]): boolean {
  return lenient(args)["log"] === "json";
}

const known = {
  callbacks: { type: "boolean", default: false },
  cors: { type: "string" },
  delay: { type: "string" },
  dynamic: { type: "boolean", default: false },
  fail: { type: "string" },
  "fail-with": { type: "string" },
  help: { type: "boolean", short: "h", default: false },
  host: { type: "string" },
  log: { type: "string", default: "pretty" },
  "next-port": { type: "boolean", default: false },
  port: { type: "string", default: "4010" },
  proxy: { type: "string" },
  "proxy-timeout": { type: "string" },
  scenarios: { type: "string" },
  seed: { type: "string" },
  spec: { type: "string" },
  static: { type: "boolean", default: false },
  version: { type: "boolean", default: false },
  watch: { type: "boolean", default: false },
  workers: { type: "string", default: "1" },
} as const satisfies ParseArgsOptionsConfig;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: withNegativeNumbers(args), options: known }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, unknown] = /^Unknown option '--([^'=]*)/.exec(message) ?? [];
    const [, argument] = /^Unexpected argument '(.*)'\. /s.exec(message) ?? [];
    if (argument !== undefined) {
      throw new UsageError(`Unexpected argument '${argument}'. A description to mock is named by --spec.`);
    }
    const meant = unknown === undefined ? undefined : nearest(unknown, Object.keys(known));
    throw new UsageError(meant === undefined ? message : `${message}.${didYouMean(`--${meant}`)}`);
  }
}

function lenient(args: readonly string[]): Readonly<Record<string, unknown>> {
  return parseArgs({ args: [...args], options: known, strict: false }).values;
}

/** `--port -1` is a wrong number, and not an option without a value. */
function withNegativeNumbers(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    if (/^-\d/.test(arg) && /^--[\w-]+$/.test(args[i - 1] ?? "")) return [];
    const next = args[i + 1] ?? "";
    return [/^-\d/.test(next) && /^--[\w-]+$/.test(arg) ? `${arg}=${next}` : arg];
  });
}

/** An address as URLs write it (RFC 3986, section 3.2.2). */
function withoutBrackets(host: string | undefined): string | undefined {
  return host?.replace(/^\[(.*)\]$/, "$1");
}

/** @throws {UsageError} where it is empty, as a variable of a shell is that was not set */
function named(option: string, text: string | undefined, what: string): string | undefined {
  if (text === undefined || text.trim() !== "") return text;
  throw new UsageError(`${option} takes ${what}, and is empty.`);
}

function optional<Value>(text: string | undefined, read: (text: string) => Value): Value | undefined {
  return text === undefined ? undefined : read(text);
}

function number(option: string, text: string, least: number, most: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new UsageError(`${option} takes a number from ${least} to ${most}, not \`${text}\`.`);
}

function proxy(text: string): string {
  try {
    return upstreamUrl(text).href;
  } catch (error) {
    throw new UsageError(`--proxy: ${error instanceof Error ? error.message : error}`);
  }
}

function proxyTimeout(text: string): number {
  const time = readTime(text);
  if (time >= 1 && time <= 600_000) return time;
  throw new UsageError(`--proxy-timeout takes a time of at most 600 s, such as 30s or 500ms, not \`${text}\`.`);
}

function delay(text: string): Delay {
  return readDelay(text) ?? wrong("--delay", delayForm, text);
}

function percent(text: string): number {
  return readPercent(text) ?? wrong("--fail", percentForm, text);
}

function failure(text: string): Failure {
  return readFailure(text) ?? wrong("--fail-with", failureForm, text);
}

function wrong(option: string, form: string, text: string): never {
  throw new UsageError(`${option} takes ${form}, not \`${text}\`.`);
}

function origins(text: string): AllowedOrigins {
  if (text === "*" || text === "off") return text;
  const list = text.split(",").map((origin) => origin.trim());
  if (list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) return list;
  throw new UsageError(`--cors takes *, off, or origins such as https://docs.example.com, not \`${text}\`.`);
}

function log(text: string): "pretty" | "json" | "off" {
  if (text === "pretty" || text === "json" || text === "off") return text;
  throw new UsageError(`--log takes pretty, json or off, not \`${text}\`.`);
}
