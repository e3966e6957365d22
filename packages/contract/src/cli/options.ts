import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { catalogue, type FindingKind } from "../findings.ts";
import { InvalidInput } from "../verify/invalid-input.ts";
import { type Phase, phases, type Shard, usualPhases } from "../verify/select.ts";
import { type CommandName, commands } from "./help.ts";

/** What is wrong with the arguments. No message repeats a value: it may be a credential. */
export class UsageError extends InvalidInput {}

export interface ReportFiles {
  readonly html?: string;
  readonly junit?: string;
  readonly json?: string;
  readonly github: boolean;
}

export interface CliOptions {
  readonly command: CommandName;
  /** The case's id; of recorded traffic, the file. */
  readonly subject: string | undefined;
  readonly url: string | undefined;
  readonly spec: string | undefined;
  readonly operations: readonly string[];
  readonly readOnly: boolean;
  readonly allow: readonly string[];
  readonly values: string | undefined;
  readonly bearerEnv: readonly string[];
  readonly apiKeyEnv: readonly string[];
  readonly basicEnv: readonly string[];
  readonly phases: readonly Phase[];
  readonly seed: number;
  readonly shard: Shard | undefined;
  readonly timeout: number;
  readonly rate: number | undefined;
  readonly accept: readonly FindingKind[];
  readonly report: ReportFiles;
  readonly noColor: boolean;
}

const known = {
  accept: { type: "string", multiple: true },
  allow: { type: "string", multiple: true },
  "api-key-env": { type: "string", multiple: true },
  "basic-env": { type: "string", multiple: true },
  "bearer-env": { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
  "no-color": { type: "boolean" },
  operation: { type: "string", multiple: true },
  phase: { type: "string", multiple: true },
  rate: { type: "string" },
  "read-only": { type: "boolean" },
  report: { type: "string", multiple: true },
  seed: { type: "string" },
  shard: { type: "string" },
  spec: { type: "string" },
  timeout: { type: "string" },
  url: { type: "string" },
  values: { type: "string" },
  version: { type: "boolean" },
} as const satisfies ParseArgsOptionsConfig;

type OptionName = keyof typeof known;

const always = ["help", "version", "no-color"] as const;
const ofReports = ["spec", "operation", "accept", "report"] as const;
const ofCases = ["seed", "phase", "shard", "timeout"] as const;
const ofServers = [
  ...["url", "read-only", "allow", "values", "bearer-env", "api-key-env", "basic-env", "timeout", "rate"],
] as const;

/** Which options a command takes. */
const taken: Readonly<Record<CommandName, readonly string[]>> = {
  verify: [...ofServers, ...ofReports, ...ofCases],
  test: [...ofReports, ...ofCases],
  replay: [...ofReports, "url"],
  coverage: ["spec", "operation", "seed", "report"],
  case: [...ofServers, ...ofReports, "seed"],
};

/** What is asked for, whatever else is wrong. */
export function askedFor(args: readonly string[]): { readonly help?: CommandName | "main"; readonly version?: true } {
  const [first] = args;
  const command = commands.find((each) => each === first);
  if (args.length === 0 || args.includes("--help") || args.includes("-h")) return { help: command ?? "main" };
  if (args.includes("--version")) return { version: true };
  return {};
}

/** @throws {UsageError} where an option is unknown, missing, or has a value that it does not take */
export function readOptions(args: readonly string[]): CliOptions {
  const [first = "", ...rest] = args;
  const command = commands.find((each) => each === first);
  if (!command) throw new UsageError(`The first argument is one of ${commands.join(", ")}.`);
  checkNames(command, rest);
  const { values, positionals } = parse(rest);
  const [subject, ...others] = positionals;
  const takesSubject = command === "case" || command === "replay";
  if (others.length > 0 || (subject !== undefined && !takesSubject)) {
    throw new UsageError("There is an argument too many. (It is not repeated here: it may be a credential.)");
  }
  if (takesSubject && subject === undefined) {
    throw new UsageError(
      command === "case" ? "Say which case: case ID --url URL." : "Say which file: replay FILE.har.",
    );
  }
  if ((command === "verify" || command === "case") && values.url === undefined) {
    throw new UsageError("Say where the server is: --url https://staging.example.com.");
  }
  const given = values.phase ?? [];
  return {
    command,
    subject,
    url: values.url === undefined ? undefined : serverUrl(values.url),
    spec: values.spec,
    operations: listed(values.operation),
    readOnly: values["read-only"] ?? false,
    allow: listed(values.allow),
    values: values.values,
    bearerEnv: values["bearer-env"] ?? [],
    apiKeyEnv: values["api-key-env"] ?? [],
    basicEnv: values["basic-env"] ?? [],
    phases: given.length > 0 ? listed(given).map(phase) : usualPhases,
    seed: whole("--seed", values.seed ?? "0"),
    shard: values.shard === undefined ? undefined : shard(values.shard),
    timeout: time(values.timeout ?? "10s"),
    rate: values.rate === undefined ? undefined : rate(values.rate),
    accept: listed(values.accept).map(kind),
    report: reports(listed(values.report)),
    noColor: values["no-color"] ?? false,
  };
}

/** What is given several times, or with commas between. */
function listed(texts: readonly string[] = []): string[] {
  return texts.flatMap((text) => text.split(",")).filter((text) => text !== "");
}

/** What Node says of a wrong argument repeats it. */
function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true });
  } catch (error) {
    const [, name] = /'(?:-\w, )?--([a-z-]+)/.exec(error instanceof Error ? error.message : "") ?? [];
    const isKnown = name !== undefined && Object.hasOwn(known, name);
    throw new UsageError(
      isKnown ? `--${name} is not given as it has to be: see --help.` : "An argument can't be read.",
    );
  }
}

function checkNames(command: CommandName, args: readonly string[]): void {
  for (const arg of args) {
    const [, name] = /^--([^=]+)/.exec(arg) ?? [];
    if (name === undefined) continue;
    if (/^(bearer|token|api-key|apikey|basic|header|authorization|password|user|cookie)$/i.test(name)) {
      throw new UsageError(
        "Credentials come from the environment only: export one, and name its variable by --bearer-env, --api-key-env or --basic-env.",
      );
    }
    if (!Object.hasOwn(known, name))
      throw new UsageError(`There is no option --${name.slice(0, 30).replaceAll(/[^\w-]/g, "?")}.`);
    if (![...always, ...taken[command]].includes(name as OptionName)) {
      throw new UsageError(`\`${command}\` has no option --${name}.`);
    }
  }
}

/** Where the server is; what is wrong with it is not repeated. */
function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new UsageError("--url takes the URL of a server, such as https://staging.example.com/v1.");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError("--url has credentials, a query or a fragment in it: it ends with a path.");
  }
  return url.href.replace(/\/+$/, "");
}

function phase(text: string): Phase {
  const found = phases.find((each) => each === text);
  return found ?? wrong("--phase", phases.join(", "));
}

function kind(text: string): FindingKind {
  const found = Object.keys(catalogue).find((each) => each === text);
  return (found as FindingKind | undefined) ?? wrong("--accept", `a kind: ${Object.keys(catalogue).join(", ")}`); // One of its keys.
}

function whole(option: string, text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : wrong(option, "a whole number from 0");
}

function shard(text: string): Shard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const read = { index: Number(index), count: Number(count) };
  return read.index >= 1 && read.index <= read.count ? read : wrong("--shard", "a part of the whole, such as 1/4");
}

/** In milliseconds. */
function time(text: string): number {
  const [, count, unit] = /^(\d{1,6}(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
  const read = Number(count) * (factors[unit ?? ""] ?? Number.NaN);
  return read >= 1 && read <= 600_000 ? read : wrong("--timeout", "a time of at most 10m, such as 10s or 500ms");
}

/** Requests a second. */
function rate(text: string): number {
  const [, count, unit] = /^(\d{1,6}(?:\.\d+)?)(?:\/(s|m))?$/.exec(text) ?? [];
  const read = Number(count) / (unit === "m" ? 60 : 1);
  return read > 0 ? read : wrong("--rate", "requests a second, such as 10/s, or 30/m");
}

function reports(texts: readonly string[]): ReportFiles {
  let files: ReportFiles = { github: false };
  for (const text of texts) {
    const [, form, file] = /^(html|junit|json)=(.+)$/.exec(text) ?? [];
    if (text === "github") files = { ...files, github: true };
    else if (form !== undefined && file !== undefined) files = { ...files, [form]: file };
    else wrong("--report", "html=FILE, junit=FILE, json=FILE or github");
  }
  return files;
}

function wrong(option: string, form: string): never {
  throw new UsageError(`${option} takes ${form}.`);
}
