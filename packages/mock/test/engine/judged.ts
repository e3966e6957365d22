import { startMock } from "../../dist/index.js";

/** A request, and what is found wrong with it: `query.limit minimum`, as in the place and the rule. */
export interface JudgedRow {
  /** Path and query. */
  readonly target: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly found: readonly string[];
}

/** An operation of which nothing is documented but that it is done. */
export const done = (fields: object) => ({ ...fields, responses: { "204": { description: "Done." } } });

/** A description of these paths. */
export function describing(paths: object, components: object = {}, openapi = "3.1.0"): object {
  return { openapi, info: { title: "It", version: "1" }, paths, components };
}

/** Starts a mock of a description whose operations are all `done`, and says what it finds wrong with requests. */
export async function judgeOf(description: object) {
  const warnings: string[] = [];
  const mock = await startMock({ description, onWarning: (message) => warnings.push(message) });
  const judge = async ({ target, method, headers = {}, body }: Omit<JudgedRow, "found">): Promise<string[]> => {
    const verb = method ?? (body === undefined ? "GET" : "POST");
    const answer = await fetch(mock.url + target, { method: verb, headers, ...(body !== undefined && { body }) });
    if (answer.status === 204) return hintsOf(answer);
    const text = await answer.text();
    const { validation, type } = JSON.parse(text) as { validation?: Found[]; type?: string };
    return validation ? validation.map(lineOf) : [`${answer.status} ${type}`];
  };
  return { mock, judge, warnings };
}

interface Found {
  readonly location: readonly string[];
  readonly code: string;
}

function lineOf({ location, code }: Found): string {
  return `${location.join(".")} ${code}`;
}

/** What is said of a request that is accepted all the same. */
function hintsOf(answer: Response): string[] {
  const hints = JSON.parse(answer.headers.get("sl-violations") ?? "[]") as Found[];
  return hints.map(({ location, code }) => lineOf({ location: location.slice(1), code }));
}
