import type { CallEvent } from "./hooks.ts";

/**
 * The least of what is logged: `debug` each request, `info` each answer, `warn` what is amiss. Of errors, nothing is logged: they
 * are thrown.
 */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

type Written = "debug" | "info" | "warn";

/** Options of {@link logger}. */
export interface LogOptions {
  /** Default: the environment variable `SPKEY_LOG`, where there are any, or else `warn`. */
  readonly level?: LogLevel;
  /** Where lines go. Default: `console`. */
  readonly to?: { readonly [Level in Written]: (line: string) => void };
}

const levels: readonly string[] = ["debug", "info", "warn", "error", "off"] satisfies LogLevel[];

/**
 * Makes an `onLog` hook that writes a line for each event, as `spkey POST /books/{id} answered 404, attempt 1, request 8a1f`.
 * No credential, identifier or body is in it.
 *
 * @throws {TypeError} where the level is none of {@link LogLevel}
 */
export function logger({ level = levelOfEnvironment(), to = console }: LogOptions = {}): (event: CallEvent) => void {
  const least = levels.indexOf(level);
  if (least < 0) throw new TypeError(`The level of a log is one of ${levels.join(", ")}; it can't be ${level}.`);
  return (event) => {
    const own = levelOf(event);
    if (levels.indexOf(own) >= least) to[own](lineOf(event));
  };
}

function levelOf({ type, status = 0 }: CallEvent): Written {
  if (type === "request") return "debug";
  return type === "response" && status < 400 ? "info" : "warn";
}

function lineOf({ type, method, path, status, attempts, requestId, delay, reason }: CallEvent): string {
  const what = {
    request: "is sent",
    response: `answered ${status}`,
    retry: `is sent again in ${Math.round(delay ?? 0)} ms`,
    "invalid-response": `answered ${status}, not as described: ${reason}`,
  };
  // A request is told before it is counted.
  const attempt = type === "request" ? attempts + 1 : attempts;
  return `spkey ${method} ${path} ${what[type]}, attempt ${attempt}${requestId ? `, request ${requestId}` : ""}`;
}

/** What the environment says, where there is one, and it may be read. Another level than those is as good as none. */
function levelOfEnvironment(): LogLevel {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }; // Of Node.js and the like.
    const level = process?.env?.["SPKEY_LOG"] as LogLevel | undefined; // It is looked up next.
    return level !== undefined && levels.includes(level) ? level : "warn";
  } catch {
    return "warn"; // Deno asks whether the environment may be read.
  }
}
