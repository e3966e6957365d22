import type { Violation } from "../answer.ts";
import type { Diagnostic } from "./index.ts";

/** `sl-violations` stays below Node's limit of 16 KiB for all headers together. */
const longestHeader = 8 * 1024;

/** In the order of Prism's numbers. */
const severities = ["Error", "Warning", "Information", "Hint"];

export function toViolation(
  side: "request" | "response",
  { path = [], severity, code, message }: Diagnostic,
): Violation {
  return { location: [side, ...path], severity: severities[severity] ?? "Error", code, message };
}

/** The violations as a header value: ASCII (RFC 9110, section 5.5), and no longer than a header may be. */
export function violationsHeader(violations: readonly Violation[]): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const fitting = [...violations];
  let text = "";
  do {
    text = JSON.stringify(fitting).replace(/[^\x20-\x7e]/g, escaped);
  } while (text.length > longestHeader && fitting.pop());
  return text;
}
