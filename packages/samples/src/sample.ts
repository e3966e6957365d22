import type { Language } from "./language.ts";
import { requiredVariables, type SampleRequest } from "./request.ts";
import { type Setup, setupOf } from "./setup.ts";

/** One request in one language. */
export interface ExampleSample {
  /** The name of the request's example that it shows, if that has one. */
  readonly example?: string;
  /** The call: short, and as a native writes it. A comment that says why, where the language can't send the request. */
  readonly code: string;
  /** The same as a program that checks its environment, and tells its reader and its caller what went wrong. */
  readonly script: string;
  /** What it can't show. The script has it in its comments; beside the code it has to be said. */
  readonly notes: readonly string[];
}

/** The code of a request in one language. */
export interface Sample extends ExampleSample {
  /** The language: its `id`, its `label`, and what a highlighter calls it. */
  readonly language: string;
  readonly label: string;
  readonly highlight: string;
  readonly setup: Setup;
  /** The same for the other named examples of the request, in their order. */
  readonly others?: readonly ExampleSample[];
}

/** The sample of a request in one language. */
export function sampleOf(language: Language, request: SampleRequest): Sample {
  const { id, label, highlight } = language;
  return { language: id, label, highlight, setup: setupOf(language, request), ...show(language, request) };
}

function show(language: Language, request: SampleRequest): Omit<ExampleSample, "example"> {
  const refused = language.refuses?.(request);
  const limits = refused === undefined ? (language.limits?.(request) ?? []) : [refused];
  const notes = [...request.notes, ...limits];
  const variables = requiredVariables(request);
  const takes = variables.length > 0 ? [`Takes ${variables.join(" and ")} from the environment.`] : [];
  const title = request.operation.summary || request.operation.id;
  const head = comments(language, [title, language.needs(request), ...takes, ...notes]);
  if (refused !== undefined) return { notes, code: comments(language, [refused]), script: head };
  const code = `${language.emit(request, "code")}\n`;
  return { notes, code, script: withHead(`${language.emit(request, "script")}\n`, head) };
}

/** Lines of a language's comments. */
export function comments({ comment }: Language, lines: readonly string[]): string {
  return lines.map((text) => `${comment} ${oneLine(text)}\n`).join("");
}

/** A comment ends with its line, whatever a reader of the language takes for the end of one; in PHP, it ends with `?>`, too. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replaceAll("?>", "? >");
}

/** PHP, for one, begins with a line that nothing may precede. */
export function withHead(code: string, head: string): string {
  const [opening = ""] = /^(<\?php\n\n?)?/.exec(code) ?? [];
  return `${opening}${head}${code.slice(opening.length)}`;
}
