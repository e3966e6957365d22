import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** What is wrong with the arguments or the environment. No message repeats a value that may be a credential. */
export class UsageError extends Error {}

export interface CliOptions {
  /** The operationIds of what may be called, each once. */
  readonly allow: readonly string[];
  readonly url: string | undefined;
  /** In milliseconds. */
  readonly timeout: number;
}

const known = {
  allow: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
  timeout: { type: "string" },
  url: { type: "string" },
  version: { type: "boolean" },
} as const satisfies ParseArgsOptionsConfig;

export const help = `Offers an assistant the documentation of an API, over the Model Context Protocol (stdio).

Usage: spkey-mcp [options]

  --allow OPERATION  an operation that the assistant may call, by its exact operationId. May be repeated.
                     Without it, nothing is ever sent
  --url URL          where calls go (default: the server of the description). HTTPS, or HTTP to this machine
  --timeout TIME     how long a call may take, all in all (default 30s)

  --help             this text
  --version          the version of this package

Credentials of allowed operations come from the environment, by the names that the code samples have: the documentation of
an operation lists them. They are never arguments, and in no answer and no log.

Assistants start it by themselves. What most of them read:

  { "mcpServers": { "spkey": { "command": "npx", "args": ["-y", "@spkey/mcp"] } } }

Exit codes: 0 the assistant has gone, or a signal has ended it; 1 it has failed; 2 wrong arguments, or no credentials.
`;

/** What is asked for, whatever else is wrong. */
export function askedFor(args: readonly string[]): "help" | "version" | undefined {
  if (args.includes("--help") || args.includes("-h")) return "help";
  return args.includes("--version") ? "version" : undefined;
}

/** @throws {UsageError} where an option is unknown, or has a value that it does not take */
export function readOptions(args: readonly string[]): CliOptions {
  const { allow = [], url, timeout = "30s" } = parse(args);
  return {
    allow: [...new Set(allow)],
    url: url === undefined ? undefined : readUrl(url),
    timeout: readTime(timeout),
  };
}

/** What Node says of a wrong argument repeats it. */
function parse(args: readonly string[]) {
  for (const arg of args) {
    const [, name] = /^--?([^=]+)/.exec(arg) ?? [];
    if (name !== undefined && /token|key|password|secret|header|auth|user|cookie|credential/i.test(name)) {
      throw new UsageError("Credentials come from the environment only: set the variables that the code samples have.");
    }
    if (name !== undefined && !Object.hasOwn(known, name)) {
      throw new UsageError(`There is no option --${name.slice(0, 30).replaceAll(/[^\w-]/g, "?")}.`);
    }
  }
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch {
    throw new UsageError("An argument can't be read. (It is not repeated here: it may be a credential.)");
  }
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError("--url takes the URL of a server, such as https://staging.example.com/v1.");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError("--url has credentials, a query or a fragment in it: it ends with a path.");
  }
  return url.href;
}

/** In milliseconds. */
function readTime(text: string): number {
  const [, count, unit] = /^(\d{1,6}(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
  const read = Number(count) * (factors[unit ?? ""] ?? Number.NaN);
  if (read >= 1 && read <= 600_000) return read;
  throw new UsageError("--timeout takes a time of at most 10m, such as 10s or 500ms.");
}
