import type { Diagnostic } from "../prism/index.ts";

/** The part of a request, or of a response, that something is said of. */
export type Part = "body" | "path" | "query" | "header" | "cookie";

/** Prism's numbers of how much something matters. */
export const severity = { error: 0, warning: 1 } as const;

/** The codes of what no rule of a schema says: of a body that its media type, or the operation, does not allow. */
export const malformedCode = "malformed";
export const unsupportedCode = 415;
/** Of what a value would be held against, if it could be read. */
export const unjudgedCode = "unjudged";

/** One thing that is wrong, in the words that Prism has for it. */
export function diagnostic(path: readonly string[], code: string | number, message: string): Diagnostic {
  return { path: [...path], code, message, severity: severity.error };
}

/** One thing that is to be known, and breaks nothing. */
export function warning(path: readonly string[], code: string, message: string): Diagnostic {
  return { path: [...path], code, message, severity: severity.warning };
}

/** What is said of a value whose schema is made of itself without end: it can't be held against it. */
export function unlessEndless(
  side: "Request" | "Response",
  place: readonly string[],
  judge: () => readonly Diagnostic[],
): readonly Diagnostic[] {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `${placeName(side, place)} is not validated: its schema is made of itself without end`;
    return [warning(place, unjudgedCode, message)];
  }
}

/** Those that break something. */
export function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((each) => each.severity === severity.error);
}

/** What Prism calls a place: `Request body property a.b`, `Request query parameter limit`. */
export function placeName(side: "Request" | "Response", [part = "", ...inside]: readonly string[]): string {
  const what = part === "body" ? "property" : "parameter";
  return [side, part, ...(inside.length > 0 ? [what, inside.join(".")] : [])].join(" ");
}
