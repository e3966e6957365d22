import type { Body } from "../body.ts";
import type { Credential } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { type Code, layOut } from "../layout.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";
import type { Part } from "../parts.ts";
import { requiredVariables, type SampleRequest } from "../request.ts";

/** JavaScript modules on Node.js, with the platform's `fetch`; formatted as Prettier does. */
export const javascript: Language = {
  id: "javascript",
  label: "JavaScript",
  highlight: "javascript",
  file: "sample.mjs",
  comment: "//",
  needs: "Needs Node.js 20 or newer.",
  emit(request) {
    const { method, body } = request;
    const headers = headerEntries(request);
    return [
      ...(usesFiles(body) ? ['import { openAsBlob } from "node:fs";', ""] : []),
      ...requireVariables(requiredVariables(request)),
      ...urlStatements(request),
      ...bodyStatements(body),
      "const response = await fetch(url, {",
      ...indented(
        [
          `method: ${javascriptString(method)},`,
          ...(headers.length > 0 ? ["headers: {", ...indented(headers, "  "), "},"] : []),
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
  limits: ({ body }) =>
    body?.kind === "multipart" && body.parts.some((part) => "value" in part && part.contentType !== undefined)
      ? ["FormData gives a part a media type only together with a file name: `blob`."]
      : [],
  refuses: refusedByFetch,
};

/** What `fetch` throws at (WHATWG Fetch, sections 2.2.1 and 5.4). */
export function refusedByFetch({ method, body }: SampleRequest): string | undefined {
  if (/^(connect|trace|track)$/i.test(method)) return `fetch refuses the method ${method}: see the sample in cURL.`;
  if (body && /^(get|head)$/i.test(method)) return `fetch refuses a body with ${method}: see the sample in cURL.`;
  return undefined;
}

/** How Prettier breaks lines. */
export const prettier = { width: 80, unit: "  " };

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
  indent: prettier.unit,
  width: prettier.width,
  breaksBeforeStrings: true,
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

/** A property's name without quotes where it needs none, as Prettier leaves it. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : javascriptString(name);
}

/** A name or a declaration with its value, which begins a new line where it is too long. */
export function assigned(before: string, value: string, after: string, column: number): string[] {
  const line = `${before} ${value}${after}`;
  return column + line.length <= prettier.width ? [line] : [before, `${prettier.unit}${value}${after}`];
}

/** Statements that end the program where a variable of the environment is missing. */
export function requireVariables(variables: readonly string[]): string[] {
  if (variables.length === 0) return [];
  const names = { open: "for (const name of [", items: variables.map(javascriptString), close: "]) {" };
  return [
    ...layOut(names, prettier),
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
  const first = target.includes("?") ? "&" : "?";
  const query = keys.map(
    ({ name, variable }, index) =>
      `${index === 0 ? first : "&"}${encodeURIComponent(name)}=\${encodeURIComponent(process.env.${variable})}`,
  );
  const variable = `process.env.${baseUrl.variable}`;
  const base = baseUrl.value ? `${variable} ?? ${javascriptString(baseUrl.value)}` : variable;
  return [
    ...assigned("const baseUrl =", base, ";", 0),
    // What is encoded has none of the characters that a template literal would expand.
    `const url = \`\${baseUrl}${target}${query.join("")}\`;`,
  ];
}

function bodyStatements(body: Body | undefined): string[] {
  switch (body?.kind) {
    case undefined:
      return [""];
    case "json":
      return [...jsonStatement(body.value), ""];
    case "text":
      return [...assigned("const body =", javascriptString(body.text), ";", 0), ""];
    case "binary":
      return [`const body = await openAsBlob(${javascriptString(body.file)});`, ""];
    case "form":
      return [
        "const body = new URLSearchParams();",
        ...body.fields.flatMap((field) => append(field.map(javascriptString))),
        "",
      ];
    case "multipart":
      return ["const body = new FormData();", ...body.parts.flatMap((part) => append(partArguments(part))), ""];
  }
}

function jsonStatement(value: unknown): string[] {
  const open = "const body = JSON.stringify(";
  const close = ");";
  if (typeof value === "string") return layOut({ open, items: [javascriptString(value)], close }, prettier);
  return [`${open}${literal(value, javascriptSyntax, { before: open.length + 1 })}${close}`];
}

function append(items: readonly Code[]): string[] {
  return layOut({ open: "body.append(", items, close: ");" }, prettier);
}

/** A part with a media type is a Blob, which has a file name. */
function partArguments({ name, contentType, ...content }: Part): Code[] {
  const type = contentType === undefined ? [] : [`{ type: ${javascriptString(contentType)} }`];
  if ("file" in content) {
    const file = javascriptString(content.file);
    return [javascriptString(name), { open: "await openAsBlob(", items: [file, ...type], close: ")" }, file];
  }
  const text = javascriptString(content.value);
  if (type.length === 0) return [javascriptString(name), text];
  return [
    javascriptString(name),
    { open: "new Blob(", items: [{ open: "[", items: [text], close: "]" }, ...type], close: ")" },
  ];
}

/** `fetch` writes the media type of forms by itself, since it chooses the boundary. */
function headerEntries({ credentials, headers, cookie, body }: SampleRequest): string[] {
  const mediaType = body && "mediaType" in body ? [["Content-Type", body.mediaType] as const] : [];
  return [
    ...credentials.flatMap(credentialEntry),
    // What is encoded has none of the characters that a template literal would expand.
    ...(cookie ? [`Cookie: \`${cookie.text}${cookie.variable ? `\${process.env.${cookie.variable}}` : ""}\`,`] : []),
    ...[...headers, ...mediaType].flatMap(([name, value]) => headerEntry(name, javascriptString(value))),
  ];
}

function headerEntry(name: string, value: string): string[] {
  return assigned(`${propertyName(name)}:`, value, ",", 4);
}

function credentialEntry(credential: Credential): string[] {
  switch (credential.kind) {
    case "bearer":
      return [`Authorization: \`Bearer \${process.env.${credential.variable}}\`,`];
    case "basic": {
      const { username, password } = credential;
      return [`Authorization: \`Basic \${btoa(\`\${process.env.${username}}:\${process.env.${password}}\`)}\`,`];
    }
    case "header":
      return headerEntry(credential.name, `process.env.${credential.variable}`);
    default:
      return [];
  }
}

function usesFiles(body: Body | undefined): boolean {
  return body?.kind === "binary" || (body?.kind === "multipart" && body.parts.some((part) => "file" in part));
}
