import type { Body } from "../body.ts";
import { type Credential, variablesOf } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";
import type { SampleRequest } from "../request.ts";

/** JavaScript modules on Node.js, with the platform's `fetch`; formatted as Prettier does. */
export const javascript: Language = {
  id: "javascript",
  label: "JavaScript",
  highlight: "javascript",
  file: "sample.mjs",
  comment: "//",
  needs: "Needs Node.js 20 or newer.",
  emit(request) {
    const { method, credentials, body } = request;
    const headers = headerEntries(request);
    return [
      ...(usesFiles(body) ? ['import { openAsBlob } from "node:fs";', ""] : []),
      ...requireVariables(variablesOf(credentials)),
      ...urlStatements(request),
      ...bodyStatements(body),
      "const response = await fetch(url, {",
      ...indented(
        [
          `method: ${javascriptString(method)},`,
          ...(headers.length > 0
            ? [
                "headers: {",
                ...indented(
                  headers.map((entry) => `${entry},`),
                  "  ",
                ),
                "},",
              ]
            : []),
          ...(body ? ["body,"] : []),
          'redirect: "error", // it would carry the credentials to another server',
          `signal: AbortSignal.timeout(${timeout}_000),`,
        ],
        "  ",
      ),
      "});",
      "",
      "if (!response.ok) {",
      "  console.error(response.status, await response.text());",
      "  process.exit(1);",
      "}",
      "console.log(await response.text());",
    ].join("\n");
  },
};

/** The literals of JavaScript, as Prettier leaves them. */
export const javascriptSyntax: LiteralSyntax = {
  null: "null",
  true: "true",
  false: "false",
  string: javascriptString,
  object: () => ["{", "}"],
  // An object literal takes a quoted `__proto__` for its prototype, and no property.
  entry: (name, value) => `${name === "__proto__" ? '["__proto__"]' : propertyName(name)}: ${value}`,
  emptyObject: "{}",
  array: ["[", "]"],
  trailingComma: true,
  indent: "  ",
  inlineArrays: 80,
};

/** A string literal, in the quotes that need fewer escapes. */
export function javascriptString(text: string): string {
  const single = text.split('"').length > text.split("'").length;
  const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = text
    .replace(single ? /[\\']/g : /[\\"]/g, "\\$&")
    .replace(invisible, (character) => {
      const hex = hexadecimal(character);
      return named[character] ?? (hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`);
    })
    // A page may have the sample in a script.
    .replaceAll("</", "<\\/");
  return single ? `'${escaped}'` : `"${escaped}"`;
}

/** Statements that end the program where a variable of the environment is missing. */
export function requireVariables(variables: readonly string[]): string[] {
  if (variables.length === 0) return [];
  return [
    `for (const name of [${variables.map(javascriptString).join(", ")}]) {`,
    "  if (!process.env[name]) {",
    "    console.error(`Set ${name} in the environment first.`);",
    "    process.exit(1);",
    "  }",
    "}",
    "",
  ];
}

function urlStatements({ baseUrl, target, credentials }: SampleRequest): string[] {
  const keys = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
  return [
    `const baseUrl = process.env.${baseUrl.variable} ?? ${javascriptString(baseUrl.value)};`,
    // What is encoded has none of the characters that a template literal would expand.
    `const url = ${keys.length > 0 ? "new URL(" : ""}\`\${baseUrl}${target}\`${keys.length > 0 ? ")" : ""};`,
    ...keys.map(({ name, variable }) => `url.searchParams.set(${javascriptString(name)}, process.env.${variable});`),
  ];
}

function bodyStatements(body: Body | undefined): string[] {
  switch (body?.kind) {
    case undefined:
      return [""];
    case "json":
      return [`const body = JSON.stringify(${literal(body.value, javascriptSyntax)});`, ""];
    case "text":
      return [`const body = ${javascriptString(body.text)};`, ""];
    case "binary":
      return [`const body = await openAsBlob(${javascriptString(body.file)});`, ""];
    case "form":
      return ["const body = new URLSearchParams();", ...body.fields.map((field) => append(...field)), ""];
    case "multipart":
      return [
        "const body = new FormData();",
        ...body.parts.map((part) =>
          "file" in part
            ? `body.append(${javascriptString(part.name)}, await openAsBlob(${javascriptString(part.file)}), ${javascriptString(part.file)});`
            : append(part.name, part.value),
        ),
        "",
      ];
  }
}

function append(name: string, value: string): string {
  return `body.append(${javascriptString(name)}, ${javascriptString(value)});`;
}

/** `fetch` writes the media type of forms by itself, since it chooses the boundary. */
function headerEntries({ credentials, headers, cookie, body }: SampleRequest): string[] {
  const mediaType = body && "mediaType" in body ? [["Content-Type", body.mediaType] as const] : [];
  return [
    ...credentials.flatMap(credentialEntry),
    // What is encoded has none of the characters that a template literal would expand.
    ...(cookie ? [`Cookie: \`${cookie.text}${cookie.variable ? `\${process.env.${cookie.variable}}` : ""}\``] : []),
    ...[...headers, ...mediaType].map(([name, value]) => `${propertyName(name)}: ${javascriptString(value)}`),
  ];
}

function credentialEntry(credential: Credential): string[] {
  switch (credential.kind) {
    case "bearer":
      return [`Authorization: \`Bearer \${process.env.${credential.variable}}\``];
    case "basic": {
      const { username, password } = credential;
      return [`Authorization: \`Basic \${btoa(\`\${process.env.${username}}:\${process.env.${password}}\`)}\``];
    }
    case "header":
      return [`${propertyName(credential.name)}: process.env.${credential.variable}`];
    default:
      return [];
  }
}

/** A property's name without quotes where it needs none, as Prettier leaves it. */
function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : javascriptString(name);
}

function usesFiles(body: Body | undefined): boolean {
  return body?.kind === "binary" || (body?.kind === "multipart" && body.parts.some((part) => "file" in part));
}
