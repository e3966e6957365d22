import { styleText } from "node:util";
import type { Call } from "./calls.ts";

/** Writes a call as one line: the path as its template, since identifiers are nobody's business in a log. */
export const formats = { pretty, json };

function pretty({ method, path, status, verdict, reasons, duration }: Call): string {
  const color = verdict === "accepted" ? "green" : verdict === "refused" ? "yellow" : "red";
  const parts = [
    `${method} ${path ?? "(no operation)"}`,
    styleText(color, `${status ?? "no answer"} ${verdict}`),
    styleText("dim", `${duration.toFixed(1)} ms`),
    ...(reasons.length > 0 ? [printable(reasons.join("; "))] : []),
  ];
  return parts.join("  ");
}

function json({ time, method, path, operationId, status, verdict, reasons, duration }: Call): string {
  return JSON.stringify({ time, method, path, operationId, status, verdict, reasons, duration });
}

/** What comes from a request must not steer a terminal, nor write a second line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "�");
}
