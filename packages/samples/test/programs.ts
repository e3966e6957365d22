import { type Description, exampleRequest, type Operation } from "@spkey/model";
import { type Form, languages, type SampleValues, sampleRequest, samplesOf, variablesOf } from "../src/index.ts";

/** Both forms of a sample are run, formatted and compared. */
export const forms: readonly Form[] = ["code", "script"];

/** A sample in one language and one form. */
export interface Chosen {
  readonly description: Description;
  readonly operation: Operation;
  readonly values?: SampleValues;
  readonly language: string;
  readonly form: Form;
}

/** What is shown, with the server of a test in place of the description's, and what the environment has for it. */
export interface Program {
  readonly file: string;
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A sample that sends to `url`: a script takes it from the environment, the short form has it in its text, as a page shows it for
 * a server that its reader chose; where the description has no server, that takes it from the environment, too.
 */
export function programOf(chosen: Chosen, url: string, secret: (variable: string) => string): Program {
  const { description, operation, language, form } = chosen;
  const { values = exampleRequest(description, operation) } = chosen;
  const { credentials, baseUrl } = sampleRequest(description, operation, values);
  const fromEnvironment = form === "script" || baseUrl.value === "";
  const samples = samplesOf(description, operation, fromEnvironment ? values : { ...values, baseUrl: url });
  const secrets = variablesOf(credentials).map((variable) => [variable, secret(variable)] as const);
  return {
    file: languages.find(({ id }) => id === language)?.file ?? "",
    code: samples.find((sample) => sample.language === language)?.[form] ?? "",
    environment: Object.fromEntries([...secrets, ...(fromEnvironment ? [[baseUrl.variable, url] as const] : [])]),
  };
}
