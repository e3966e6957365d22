import type { Case } from "../cases/case.ts";
import type { GivenValues } from "../cases/plan.ts";
import { type CredentialOf, writeRequest } from "../send/request.ts";

/** Longer bodies are told by the case's id only. */
const longest = 2_000;

/**
 * A request as a command of a shell, with variables in place of credentials and of the values that were given.
 *
 * @param base the URL of the server
 */
export function curlOf(given: Case, base: string, credentialOf: CredentialOf, values: GivenValues | undefined): string {
  const variables = new Map<string, string>();
  const hidden = { operation: given.operation, request: withPlaceholders(given, values, variables) };
  const { method, target, headers, body } = writeRequest(hidden, credentialOf);
  const shown = (text: string) =>
    [...variables].reduce((all, [mark, variable]) => all.replaceAll(mark, () => `\${${variable}}`), text);
  const lines = [`curl --include --request ${method} ${quoted(shown(base.replace(/\/+$/, "") + target))}`];
  if (method === "HEAD") lines[0] = `curl --head ${quoted(shown(base.replace(/\/+$/, "") + target))}`;
  for (const [name, value] of headers) lines.push(`--header ${quoted(`${name}: ${shown(value)}`)}`);
  if (body) lines.push(bodyOption(body, shown));
  return lines.join(" \\\n  ");
}

/** Bytes that are no text can't be written in a command. */
function bodyOption(body: Uint8Array, shown: (text: string) => string): string {
  const text = Buffer.from(body).toString("utf8");
  const isText = Buffer.from(text).equals(Buffer.from(body)) && !text.includes("\0");
  return isText && text.length <= longest
    ? `--data-raw ${quoted(shown(text))}`
    : `--data-binary @body # ${body.length} bytes: run the case by its id instead`;
}

/** As one word of a shell; in double quotes, variables are filled in. */
function quoted(text: string): string {
  if (!/\$(\{?[A-Za-z_]|\(printf)/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text.replaceAll(/[\\`"]|\$(?!\{?[A-Za-z_]|\(printf)/g, (character) => `\\${character}`);
  return `"${escaped.replaceAll("!", "\"'!'\"")}"`;
}

/** The request with a mark in place of each value that was given: also where a case has others, they are near to it. */
function withPlaceholders(
  { request }: Case,
  values: GivenValues | undefined,
  variables: Map<string, string>,
): Case["request"] {
  if (!values) return request;
  const mark = (name: string) => {
    const variable = name.replaceAll(/[^A-Za-z0-9]+/g, "_").toUpperCase();
    const text = `zz${variables.size}given${variables.size}zz`;
    variables.set(text, variable);
    return text;
  };
  const parameters = { ...request.parameters };
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const names = Object.keys(values.parameters[place]).filter((name) => Object.hasOwn(parameters[place], name));
    const marks = names.map((name) => [name, mark(`${place}_${name}`)]);
    parameters[place] = { ...parameters[place], ...Object.fromEntries(marks) };
  }
  const { body } = request;
  if (!body || !values.body) return { ...request, parameters };
  // Also within a body that is malformed: what stands in it is the text of the value.
  const text = Buffer.from(body.bytes).toString("utf8");
  const hidden = Object.entries(values.body).reduce(
    (all, [name, value]) => hideValue(all, value, () => mark(`body_${name}`)),
    text,
  );
  return hidden === text
    ? { ...request, parameters }
    : { ...request, parameters, body: { ...body, bytes: new TextEncoder().encode(hidden) } };
}

/** Every text and number in a value, in a body as JSON or a form. */
function hideValue(text: string, value: unknown, mark: () => string): string {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).reduce((all: string, inner) => hideValue(all, inner, mark), text);
  }
  if (typeof value !== "string" && typeof value !== "number") return text;
  const forms = [JSON.stringify(value).replaceAll(/^"|"$/g, ""), encodeURIComponent(value)].filter(Boolean);
  const found = forms.filter((form) => text.includes(form));
  if (found.length === 0) return text;
  const placeholder = mark();
  return found.reduce((all, form) => all.replaceAll(form, () => placeholder), text);
}
