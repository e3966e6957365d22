import { styleText } from "node:util";
import type { Call } from "../http/request-log.ts";

/** How calls are written, a line each: the path as its template, since identifiers are nobody's business in a log. */
export interface LogFormat {
  call(call: Call): string;
  /** What stands for lines that nobody read in time. */
  missed(count: number): string;
}

/** @param colors whether the reader sees colors */
export function logFormat(form: "pretty" | "json", colors: boolean): LogFormat {
  return form === "json" ? json : pretty(colors);
}

function pretty(colors: boolean): LogFormat {
  // Whether to color has been decided, for the stream that a person looks at.
  const styled: typeof styleText = (style, text) => (colors ? styleText(style, text, { validateStream: false }) : text);
  return {
    call({ method, path, status, verdict, reasons, duration }) {
      const color = verdict === "accepted" ? "green" : verdict === "refused" ? "yellow" : "red";
      const parts = [
        `${method} ${path ?? "(no operation)"}`,
        styled(color, `${status ?? "no answer"} ${verdict}`),
        styled("dim", `${duration.toFixed(1)} ms`),
        ...(reasons.length > 0 ? [printable(reasons.join("; "))] : []),
      ];
      return parts.join("  ");
    },
    missed: (count) => styled("dim", `(${count} more calls: the log was read too slowly)`),
  };
}

const json: LogFormat = {
  call: ({ time, method, path, operationId, status, verdict, reasons, duration }) =>
    JSON.stringify({ time, method, path, operationId, status, verdict, reasons, duration }),
  missed: (missed) => JSON.stringify({ missed }),
};

/** What comes from a request must not steer a terminal, nor write a second line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "�");
}
