import type { Body } from "../body.ts";
import { jsonText } from "../characters.ts";
import type { Credential } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import type { Part } from "../parts.ts";
import { mayRedirect, type SampleRequest } from "../request.ts";

/** curl in a POSIX shell, to paste or to run as a script. */
export const curl: Language = {
  id: "curl",
  label: "cURL",
  highlight: "bash",
  file: "sample.sh",
  comment: "#",
  needs: ({ credentials }) =>
    `Needs curl ${credentials.some(({ kind }) => kind === "query") ? "7.87" : "7.76"} or newer.`,
  emit(request, form) {
    if (form === "code") return curlCommand(request);
    return [
      `if body=$(${command(request, guarded(request))}); then`,
      "  printf '%s\\n' \"$body\"",
      "else",
      "  printf '%s\\n' \"$body\" >&2",
      "  false",
      "fi",
    ].join("\n");
  },
};

/** What a command has in place of the variables of the environment. */
export interface CurlValues {
  readonly baseUrl: string;
  /** For every credential: a mock takes any. */
  readonly secret: string;
}

/** The command by itself, as the shell takes it: with the variables of the environment, or with values for them. */
export function curlCommand(request: SampleRequest, values?: CurlValues): string {
  const { baseUrl, target } = request;
  const secret: Secret = values ? () => doubleQuoted(values.secret) : (variable) => `\${${variable}:?}`;
  const server = values?.baseUrl ?? baseUrl.value;
  const url = server ? word(server + target) : urlAfter(secret(baseUrl.variable), target);
  return command(request, { url, secret, redirects: mayRedirect(request), options: saved(request) });
}

/** What differs between the forms of a command. */
interface Spelling {
  /** A word of the shell. */
  readonly url: string;
  readonly secret: Secret;
  readonly redirects: boolean;
  readonly options: readonly string[];
}

/** Another server may be chosen by the environment, and a reader is told in full what is missing. */
function guarded({ baseUrl: { variable, value }, target }: SampleRequest): Spelling {
  const secret: Secret = (name) => `\${${name}:?must be set first}`;
  const server = value ? `\${${variable}:-${doubleQuoted(value)}}` : secret(variable);
  return { url: urlAfter(server, target), secret, redirects: false, options: ["--silent --show-error"] };
}

function command(request: SampleRequest, { url, secret, redirects, options }: Spelling): string {
  const { method, credentials, headers, cookie, body } = request;
  const keys = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
  const words = [
    // An answer of 400 or more is a failure; so is a redirect that is not followed, which would be a success otherwise.
    `--fail-with-body --location${redirects ? "" : " --max-redirs 0"} --max-time ${timeout}`,
    ...options,
    `${methodOption(method, body)}${url}`,
    ...keys.map(({ name, variable }) => `--url-query "${encodeURIComponent(name)}=${secret(variable)}"`),
    ...credentials.flatMap((credential) => credentialOption(credential, secret)),
    ...(cookie
      ? [`--header "Cookie: ${doubleQuoted(cookie.text)}${cookie.variable ? secret(cookie.variable) : ""}"`]
      : []),
    ...headers.map(([name, value]) => `--header ${word(`${name}: ${value}`)}`),
    ...bodyOptions(body),
  ];
  return `curl ${words.join(" \\\n  ")}`;
}

/** GET is what curl sends without a body. With another method than HEAD, it would wait for a body that does not come. */
function methodOption(method: string, body: Body | undefined): string {
  if (method === "HEAD") return "--head ";
  return method === "GET" && !body ? "" : `--request ${method} `;
}

/** Bytes don't belong on a terminal. */
function saved({ answer }: SampleRequest): string[] {
  return answer.kind === "bytes" ? [`--output ${answer.file}`] : [];
}

/** A variable with the server, and what follows it: an exclamation mark would be taken for a command of the shell's history. */
function urlAfter(server: string, target: string): string {
  return target.includes("!") ? `"${server}"${quoted(target)}` : `"${server}${doubleQuoted(target)}"`;
}

/** What stands for a credential, between double quotes. The shell itself says which variable is missing. */
type Secret = (variable: string) => string;

function credentialOption(credential: Credential, secret: Secret): string[] {
  switch (credential.kind) {
    case "bearer":
      return [`--header "Authorization: Bearer ${secret(credential.variable)}"`];
    case "basic":
      return [`--user "${secret(credential.username)}:${secret(credential.password)}"`];
    case "header":
      return [`--header "${doubleQuoted(credential.name)}: ${secret(credential.variable)}"`];
    default:
      return [];
  }
}

function bodyOptions(body: Body | undefined): string[] {
  switch (body?.kind) {
    case undefined:
      return [];
    case "json":
      // JSON begins with no `@`, by which curl would read a file.
      return [contentType(body.mediaType), `--data ${quoted(curlJson(body.value))}`];
    case "text":
      return [contentType(body.mediaType), `--data-raw ${word(body.text)}`];
    case "binary":
      return [contentType(body.mediaType), `--data-binary ${word(`@${body.file}`)}`];
    case "form":
      return body.fields.map(([name, value]) => `--data-urlencode ${word(`${encodeURIComponent(name)}=${value}`)}`);
    case "multipart":
      return body.parts.map(partOption);
  }
}

/** JSON as a command has it: space before its lines means nothing (RFC 8259, section 2). */
export function curlJson(value: unknown): string {
  return jsonText(value).replaceAll("\n", "\n  ");
}

function partOption({ name, contentType: mediaType, ...content }: Part): string {
  const type = mediaType === undefined ? "" : `;type=${mediaType}`;
  if ("file" in content) return `--form ${word(`${name}=@${content.file}${type}`)}`;
  if (mediaType === undefined) return `--form-string ${word(`${name}=${content.value}`)}`;
  // In double quotes, `@`, `<` and `;` have no meaning of their own.
  return `--form ${quoted(`${name}="${content.value.replace(/["\\]/g, "\\$&")}"${type}`)}`;
}

function contentType(mediaType: string): string {
  return `--header ${word(`Content-Type: ${mediaType}`)}`;
}

/** A text as one word, in double quotes where nothing of it means anything between them. */
function word(text: string): string {
  return /["$\\`!]/.test(text) ? quoted(text) : `"${text}"`;
}

/** A word in which the shell expands nothing (POSIX, Shell Command Language, section 2.2.2). */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Text between double quotes, of which the shell expands nothing (section 2.2.3). */
function doubleQuoted(text: string): string {
  return text.replace(/["$\\`]/g, "\\$&");
}
