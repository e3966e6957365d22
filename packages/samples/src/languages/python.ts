import type { BaseUrl } from "../base-url.ts";
import type { Body } from "../body.ts";
import { type Language, timeout } from "../language.ts";
import { type Code, layOut } from "../layout.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";
import type { Part } from "../parts.ts";
import { type Cookie, requiredVariables, type SampleRequest } from "../request.ts";

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
  needs: "Needs Python 3.8 or newer, and `pip install requests`.",
  emit(request) {
    const { method, baseUrl, target, credentials, body } = request;
    const variables = requiredVariables(request);
    const queries = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
    const basic = credentials.find((credential) => credential.kind === "basic");
    const entries = headerEntries(request);
    return [
      "import os",
      "import sys",
      "",
      "import requests",
      "",
      ...(variables.length > 0 ? requireVariables(variables) : []),
      ...baseUrlStatement(baseUrl),
      `response = requests.${ofItsOwn.test(method) ? `${method.toLowerCase()}(` : "request("}`,
      ...indented(
        [
          ...(ofItsOwn.test(method) ? [] : [`${string(method)},`]),
          `f"{base_url}${target}",`,
          ...(queries.length > 0
            ? [
                "params={",
                ...queries.map(({ name, variable }) => `${unit}${string(name)}: ${environ(variable)},`),
                "},",
              ]
            : []),
          ...(basic ? [`auth=(${environ(basic.username)}, ${environ(basic.password)}),`] : []),
          ...(entries.length > 0 ? ["headers={", ...indented(entries, unit), "},"] : []),
          ...bodyArguments(body),
          `timeout=${timeout},`,
          "allow_redirects=False,  # it would carry the credentials to another server",
        ],
        unit,
      ),
      ")",
      "if not 200 <= response.status_code < 300:",
      `${unit}sys.exit(f"{response.status_code} {response.text}")`,
      "print(response.text)",
    ].join("\n");
  },
};

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
      return [`data=open(${string(body.file)}, "rb"),`];
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
  const open = `open(${string(content.file)}, "rb")`;
  return tuple([string(name), type.length === 0 ? open : tuple([string(content.file), open, ...type])]);
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
