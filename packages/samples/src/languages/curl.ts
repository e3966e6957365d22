import type { BaseUrl } from "../base-url.ts";
import type { Body } from "../body.ts";
import type { Credential } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { jsonText } from "../literal.ts";
import type { Part } from "../parts.ts";
import type { SampleRequest } from "../request.ts";

/** curl in a POSIX shell, to paste or to run as a script. */
export const curl: Language = {
  id: "curl",
  label: "cURL",
  highlight: "bash",
  file: "sample.sh",
  comment: "#",
  needs: "Needs curl 7.76 or newer. Paste it into a shell, or run it as a script.",
  emit(request) {
    return [
      `if body=$(${curlCommand(request)}); then`,
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
  const { method, baseUrl, target, credentials, headers, cookie, body } = request;
  const secret: Secret = (variable) => (values ? doubleQuoted(values.secret) : `\${${variable}:?must be set first}`);
  const server = values ? doubleQuoted(values.baseUrl) : serverVariable(baseUrl);
  const keys = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
  const options = [
    // An answer of 400 or more is a failure, and so is a redirect, which could carry the credentials elsewhere.
    "--fail-with-body --location --max-redirs 0",
    `--silent --show-error --max-time ${timeout}`,
    // With another method, curl would wait for a body that does not come.
    `${method === "HEAD" ? "--head" : `--request ${method}`} ${url(server, target)}`,
    ...keys.map(({ name, variable }) => `--url-query "${encodeURIComponent(name)}=${secret(variable)}"`),
    ...credentials.flatMap((credential) => credentialOption(credential, secret)),
    ...(cookie
      ? [`--header "Cookie: ${doubleQuoted(cookie.text)}${cookie.variable ? secret(cookie.variable) : ""}"`]
      : []),
    ...headers.map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
    ...bodyOptions(body),
  ];
  return `curl ${options.join(" \\\n  ")}`;
}

function serverVariable({ variable, value }: BaseUrl): string {
  return value ? `\${${variable}:-${doubleQuoted(value)}}` : `\${${variable}:?must be set first}`;
}

/** Between double quotes, an interactive shell takes an exclamation mark for a command of its history. */
function url(server: string, target: string): string {
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
      return [contentType(body.mediaType), `--data-raw ${quoted(jsonText(body.value))}`];
    case "text":
      return [contentType(body.mediaType), `--data-raw ${quoted(body.text)}`];
    case "binary":
      return [contentType(body.mediaType), `--data-binary ${quoted(`@${body.file}`)}`];
    case "form":
      return body.fields.map(([name, value]) => `--data-urlencode ${quoted(`${encodeURIComponent(name)}=${value}`)}`);
    case "multipart":
      return body.parts.map(partOption);
  }
}

function partOption({ name, contentType: mediaType, ...content }: Part): string {
  const type = mediaType === undefined ? "" : `;type=${mediaType}`;
  if ("file" in content) return `--form ${quoted(`${name}=@${content.file}${type}`)}`;
  if (mediaType === undefined) return `--form-string ${quoted(`${name}=${content.value}`)}`;
  // In double quotes, `@`, `<` and `;` have no meaning of their own.
  return `--form ${quoted(`${name}="${content.value.replace(/["\\]/g, "\\$&")}"${type}`)}`;
}

function contentType(mediaType: string): string {
  return `--header ${quoted(`Content-Type: ${mediaType}`)}`;
}

/** A word in which the shell expands nothing (POSIX, Shell Command Language, section 2.2.2). */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Text between double quotes, of which the shell expands nothing (section 2.2.3). */
function doubleQuoted(text: string): string {
  return text.replace(/["$\\`]/g, "\\$&");
}
