import type { Language } from "./language.ts";
import { requiredVariables, type SampleRequest } from "./request.ts";

/** The code of one request in one language. */
export interface Sample {
  /** The language: its `id`, its `label`, and what a highlighter calls it. */
  readonly language: string;
  readonly label: string;
  readonly highlight: string;
  readonly code: string;
  /** What it can't show; it stands in its comments too. */
  readonly notes: readonly string[];
}

/** The sample of a request in one language. */
export function sampleOf(language: Language, request: SampleRequest): Sample {
  const refused = language.refuses?.(request);
  const limits = refused === undefined ? (language.limits?.(request) ?? []) : [refused];
  const notes = [...request.notes, ...limits];
  const comment = (text: string) => `${language.comment} ${oneLine(text)}\n`;
  const variables = requiredVariables(request);
  const takes = variables.length > 0 ? [`Takes ${variables.join(" and ")} from the environment.`] : [];
  const title = request.operation.summary || request.operation.id;
  const head = [title, language.needs, ...takes, ...notes].map(comment).join("");
  const { id, label, highlight } = language;
  const code = refused === undefined ? withHead(language.emit(request), head) : head;
  return { language: id, label, highlight, notes, code };
}

/** A comment ends with its line, whatever a reader of the language takes for the end of one; in PHP, it ends with `?>`, too. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replaceAll("?>", "? >");
}

/** PHP, for one, begins with a line that nothing may precede. */
function withHead(code: string, head: string): string {
  const [opening = ""] = /^(<\?php\n\n?)?/.exec(code) ?? [];
  return `${opening}${head}${code.slice(opening.length)}\n`;
}
