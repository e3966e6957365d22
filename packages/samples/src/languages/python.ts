import type { Body } from "../body.ts";
import { variablesOf } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";
import type { Cookie, SampleRequest } from "../request.ts";

const unit = "    ";

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
    const variables = variablesOf(credentials);
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
      `base_url = os.environ.get(${string(baseUrl.variable)}, ${string(baseUrl.value)})`,
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
  inlineArrays: 0,
};

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
      return ["data=[", ...body.fields.map(([name, value]) => `${unit}(${string(name)}, ${string(value)}),`), "],"];
    case "multipart":
      return [
        "files=[",
        ...body.parts.map((part) => {
          const content = "file" in part ? `open(${string(part.file)}, "rb")` : `(None, ${string(part.value)})`;
          return `${unit}(${string(part.name)}, ${content}),`;
        }),
        "],",
      ];
  }
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
