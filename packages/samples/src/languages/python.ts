import type { Answer } from "../answer.ts";
import type { BaseUrl } from "../base-url.ts";
import type { Body } from "../body.ts";
import { hexadecimal, invisible } from "../characters.ts";
import { urlNotes } from "../credentials.ts";
import { type Form, type Language, timeout } from "../language.ts";
import { type Code, layOut } from "../layout.ts";
import { indented } from "../lines.ts";
import { type LiteralSyntax, literal } from "../literal.ts";
import type { Part } from "../parts.ts";
import { type Cookie, mayRedirect, requiredVariables, type SampleRequest } from "../request.ts";

const unit = "    ";

/** How Black breaks lines. */
const black = { width: 88, unit };

/** Methods that `requests` has a function for. */
const ofItsOwn = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/** Python 3 with `requests`; formatted as Black does. */
export const python: Language = {
  id: "python",
  label: "Python",
  highlight: "python",
  file: "sample.py",
  comment: "#",
  needs: () => "Needs Python 3.8 or newer, and Requests.",
  install: "pip install requests",
  emit(request, form) {
    return [
      ...importStatements(request, form),
      ...(form === "script" ? guardStatements(request) : sessionStatements(request)),
      ...callStatement(request, form),
      ...(form === "script" ? reportStatements : readStatements(request)),
    ].join("\n");
  },
  limits: ({ credentials }) => urlNotes(credentials),
};

function importStatements(request: SampleRequest, form: Form): string[] {
  const { body, answer } = request;
  const usesPath = usesFiles(body) || (form === "code" && answer.kind === "bytes");
  const modules = [
    ...(form === "script" || requiredVariables(request).length > 0 ? ["import os"] : []),
    ...(form === "script" ? ["import sys"] : []),
    ...(usesPath ? ["from pathlib import Path"] : []),
  ];
  return [...modules, ...(modules.length > 0 ? [""] : []), "import requests", ""];
}

function guardStatements(request: SampleRequest): string[] {
  const variables = requiredVariables(request);
  return [...(variables.length > 0 ? requireVariables(variables) : []), ...baseUrlStatement(request.baseUrl)];
}

/** A redirect would carry the credentials to another server, and one that is not followed is no error to `raise_for_status`. */
function sessionStatements(request: SampleRequest): string[] {
  return mayRedirect(request) ? [] : ["session = requests.Session()", "session.max_redirects = 0"];
}

function callStatement(request: SampleRequest, form: Form): string[] {
  const { method, credentials, body } = request;
  const queries = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
  const basic = credentials.find((credential) => credential.kind === "basic");
  const entries = headerEntries(request);
  // The function for HEAD ignores redirects.
  const own = ofItsOwn.test(method) && (form === "script" || method !== "HEAD");
  const lines = [
    ...(own ? [] : [`${string(method)},`]),
    `${urlCode(request, form)},`,
    ...dictionaryArgument(
      "params",
      queries.map(({ name, variable }) => `${string(name)}: ${environ(variable)},`),
    ),
    ...(basic ? [`auth=(${environ(basic.username)}, ${environ(basic.password)}),`] : []),
    ...dictionaryArgument("headers", entries),
    ...bodyArguments(body),
    `timeout=${timeout},`,
    ...(form === "script" ? ["allow_redirects=False,  # it would carry the credentials to another server"] : []),
  ];
  const caller = form === "script" || mayRedirect(request) ? "requests" : "session";
  return [`response = ${caller}.${own ? method.toLowerCase() : "request"}(`, ...indented(lines, unit), ")"];
}

function dictionaryArgument(name: string, entries: readonly string[]): string[] {
  const [only = "", ...more] = entries;
  const line = `${name}={${only.slice(0, -1)}},`;
  if (only !== "" && more.length === 0 && unit.length + line.length <= black.width) return [line];
  return entries.length > 0 ? [`${name}={`, ...indented(entries, unit), "},"] : [];
}

function urlCode({ baseUrl: { variable, value }, target }: SampleRequest, form: Form): string {
  if (form === "script") return `f"{base_url}${target}"`;
  return value ? string(value + target) : `f"{os.environ['${variable}']}${target}"`;
}

const reportStatements = [
  "if not 200 <= response.status_code < 300:",
  `${unit}sys.exit(f"{response.status_code} {response.text}")`,
  "print(response.text)",
];

function readStatements({ answer, credentials }: SampleRequest): string[] {
  // The message of `raise_for_status` has the URL in it.
  const raises = credentials.some(({ kind }) => kind === "query")
    ? ["if not response.ok:", `${unit}raise requests.HTTPError(f"{response.status_code} {response.text}")`]
    : ["response.raise_for_status()"];
  return [...raises, ...readers(answer)];
}

function readers(answer: Answer): string[] {
  switch (answer.kind) {
    case "json":
      return ["print(response.json())"];
    case "text":
      return ["print(response.text)"];
    case "bytes":
      return [`Path(${string(answer.file)}).write_bytes(response.content)`];
    case "none":
      return ["print(response.status_code)"];
  }
}

const syntax: LiteralSyntax = {
  null: "None",
  true: "True",
  false: "False",
  string,
  object: () => ["{", "}"],
  entry: (name, value) => `${string(name)}: ${value}`,
  emptyObject: "{}",
  array: ["[", "]"],
  trailingComma: true,
  indent: unit,
  // Black leaves what has a comma after its last entry.
  width: 0,
  breaksBeforeStrings: false,
};

function baseUrlStatement({ variable, value }: BaseUrl): string[] {
  if (value === "") return [`base_url = ${environ(variable)}`];
  const items = [string(variable), string(value)];
  return layOut({ open: "base_url = os.environ.get(", items, close: ")", shares: true }, black);
}

function requireVariables(variables: readonly string[]): string[] {
  const names = variables.map(string);
  const line = `for name in (${names.join(", ")}${names.length === 1 ? "," : ""}):`;
  return [
    ...(line.length <= 88 ? [line] : ["for name in (", ...names.map((name) => `${unit}${name},`), "):"]),
    `${unit}if not os.environ.get(name):`,
    `${unit}${unit}sys.exit(f"Set {name} in the environment first.")`,
    "",
  ];
}

function headerEntries({ credentials, headers, cookie, body }: SampleRequest): string[] {
  return [
    ...credentials.flatMap((credential) => {
      if (credential.kind === "bearer") return [`"Authorization": f"Bearer {os.environ['${credential.variable}']}",`];
      return credential.kind === "header" ? [`${string(credential.name)}: ${environ(credential.variable)},`] : [];
    }),
    ...(cookie ? [`"Cookie": ${cookieValue(cookie)},`] : []),
    ...headers.map(([name, value]) => `${string(name)}: ${string(value)},`),
    ...(body && "mediaType" in body && body.mediaType !== "application/json"
      ? [`"Content-Type": ${string(body.mediaType)},`]
      : []),
  ];
}

/** Cookies are encoded, and their names are tokens (RFC 6265, section 4.1.1): only braces mean something in a string. */
function cookieValue({ text, variable }: Cookie): string {
  return variable ? `f"${text.replace(/[{}]/g, "$&$&")}{os.environ['${variable}']}"` : string(text);
}

function bodyArguments(body: Body | undefined): string[] {
  switch (body?.kind) {
    case undefined:
      return [];
    case "json":
      return [`json=${literal(body.value, syntax)},`];
    case "text":
      return [`data=${string(body.text)}.encode(),`];
    case "binary":
      return [`data=${fileContent(body.file)},`];
    case "form":
      return listArgument(
        "data",
        body.fields.map((field) => tuple(field.map(string))),
      );
    case "multipart":
      return listArgument("files", body.parts.map(partTuple));
  }
}

/** A list as an argument of the call, an item a line. */
function listArgument(name: string, items: readonly Code[]): string[] {
  const column = unit.length * 2;
  return [
    `${name}=[`,
    ...indented(
      items.flatMap((item) => layOut(item, black, column, ",")),
      unit,
    ),
    "],",
  ];
}

function tuple(items: readonly Code[]): Code {
  return { open: "(", items, close: ")" };
}

function partTuple({ name, contentType, ...content }: Part): Code {
  const type = contentType === undefined ? [] : [string(contentType)];
  if ("value" in content) return tuple([string(name), tuple(["None", string(content.value), ...type])]);
  // `requests` would say no type, and a part without one is text (RFC 7578, section 4.4).
  const fileType = string(contentType ?? "application/octet-stream");
  return tuple([string(name), tuple([string(content.file), fileContent(content.file), fileType])]);
}

function fileContent(file: string): string {
  return `Path(${string(file)}).read_bytes()`;
}

function usesFiles(body: Body | undefined): boolean {
  return body?.kind === "binary" || (body?.kind === "multipart" && body.parts.some((part) => "file" in part));
}

function environ(variable: string): string {
  return `os.environ[${string(variable)}]`;
}

/** A string literal, in the quotes that need fewer escapes (Python, Lexical analysis, section 2.4.1). */
function string(text: string): string {
  const quote = text.split('"').length > text.split("'").length ? "'" : '"';
  const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped.replace(invisible, (character) => {
    const hex = hexadecimal(character);
    return named[character] ?? (hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex}`);
  })}${quote}`;
}
