import { styleText } from "node:util";
import type { Call } from "../http/request-log.ts";

/**
 * What is written, a line each. The path of a call stands as its template, since identifiers are nobody's business in a log; where
 * there is none, as it was sent.
 */
export interface LogFormat {
  call(call: Call): string;
  serving(url: string): string;
  reloaded(files: readonly string[]): string;
  warning(message: string): string;
  error(message: string): string;
  /** What stands for lines that nobody read in time. */
  missed(count: number): string;
}

/** How much of a path is written. */
const longestPath = 200;

/** @param colors whether the reader sees colors */
export function logFormat(form: "pretty" | "json", colors: boolean): LogFormat {
  return form === "json" ? json : pretty(colors);
}

function pretty(colors: boolean): LogFormat {
  // Whether to color has been decided, for the stream that a person looks at.
  const styled: typeof styleText = (style, text) => (colors ? styleText(style, text, { validateStream: false }) : text);
  return {
    call({ method, path, target, status, verdict, reasons, duration }) {
      const color = verdict === "accepted" ? "green" : verdict === "refused" ? "yellow" : "red";
      const parts = [
        `${method} ${path ?? printable(pathOf(target))}`,
        styled(color, `${status ?? "no answer"} ${verdict}`),
        styled("dim", `${duration.toFixed(1)} ms`),
        ...(reasons.length > 0 ? [printable(reasons.join("; "))] : []),
      ];
      return parts.join("  ");
    },
    serving: (url) => `mock  ${url}`,
    reloaded: (files) => `reloaded  ${files.join(", ")}`,
    warning: (message) => styled("yellow", `warning: ${message}`),
    error: (message) => styled("red", message),
    missed: (count) => styled("dim", `(${count} more calls: the log was read too slowly)`),
  };
}

const json: LogFormat = {
  call: ({ time, method, path, target, operationId, status, verdict, reasons, duration }) =>
    JSON.stringify({ time, method, path: path ?? pathOf(target), operationId, status, verdict, reasons, duration }),
  serving: (url) => event({ event: "serving", url }),
  reloaded: (files) => event({ event: "reloaded", files }),
  warning: (message) => event({ event: "warning", message }),
  error: (message) => event({ event: "error", message }),
  missed: (missed) => JSON.stringify({ missed }),
};

function event(fields: Readonly<Record<string, string | readonly string[]>>): string {
  return JSON.stringify({ time: new Date().toISOString(), ...fields });
}

/** The path of a request target that fits no template, as far as a line has room for it. */
function pathOf(target: string): string {
  const [path = ""] = target.split("?", 1);
  return path.length > longestPath ? `${path.slice(0, longestPath)}…` : path;
}

/** What comes from a request must not steer a terminal, nor write a second line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "�");
}
