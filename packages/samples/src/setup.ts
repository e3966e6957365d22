import type { Language } from "./language.ts";
import { requiredVariables, type SampleRequest } from "./request.ts";

/** What comes before a sample, once. */
export interface Setup {
  /** What has to be there: a sentence. */
  readonly needs: string;
  /** The variables of the environment that the sample takes. */
  readonly variables: readonly string[];
  /** Commands for a shell, a line each: what to install, and the variables with placeholders, which are no secrets. May be empty. */
  readonly shell: string;
}

/** What has to be set up for the sample of a request in a language. */
export function setupOf(language: Language, request: SampleRequest): Setup {
  const variables = requiredVariables(request);
  const exports = variables.map((name) => `export ${name}="${placeholder(name, request)}"`);
  const shell = [...(language.install ? [language.install] : []), ...exports].join("\n");
  return { needs: language.needs(request), variables, shell };
}

/** Nothing that a server takes for a credential, and printable, so that it is the server that refuses it. */
function placeholder(variable: string, { baseUrl }: SampleRequest): string {
  if (variable === baseUrl.variable) return "https://your-server.example";
  return `your-${variable.toLowerCase().replaceAll("_", "-")}`;
}
