import type { Violation } from "../answer.ts";
import type { Diagnostic } from "./index.ts";

/** In the order of Prism's numbers. */
const severities = ["Error", "Warning", "Information", "Hint"];

export function toViolation(
  side: "request" | "response",
  { path = [], severity, code, message }: Diagnostic,
): Violation {
  return { location: [side, ...path], severity: severities[severity] ?? "Error", code, message };
}
