import type { Answer } from "../answer.ts";
import type { BaseUrl } from "../base-url.ts";
import type { Body } from "../body.ts";
import { hexadecimal, invisible } from "../characters.ts";
import type { Credential } from "../credentials.ts";
import { type Form, type Language, timeout } from "../language.ts";
import { type Code, layOut } from "../layout.ts";
import { indented } from "../lines.ts";
import { type LiteralSyntax, literal } from "../literal.ts";
import type { Part } from "../parts.ts";
import { mayRedirect, requiredVariables, type SampleRequest } from "../request.ts";

/** JavaScript modules on Node.js, with the platform's `fetch`; formatted as Prettier does. */
export const javascript: Language = {
  id: "javascript",
  label: "JavaScript",
  highlight: "javascript",
  file: "sample.mjs",
  comment: "//",
  needs: () => "Needs Node.js 20 or newer.",
  emit(request, form) {
    return [
      ...(writesFile(request, form) ? ['import { writeFile } from "node:fs/promises";'] : []),
      ...(usesFiles(request.body) ? ['import { openAsBlob } from "node:fs";'] : []),
      ...(writesFile(request, form) || usesFiles(request.body) ? [""] : []),
      ...(form === "script" ? requireVariables(requiredVariables(request)) : []),
      ...urlStatements(request, form),
      ...bodyStatements(request.body),
      ...basicStatement(request),
      ...fetchStatement(request, form),
      ...(form === "script" ? reportStatements : readStatements(request)),
    ].join("\n");
  },
  limits: ({ body }) =>
    body?.kind === "multipart" && body.parts.some((part) => "value" in part && part.contentType !== undefined)
      ? ["FormData gives a part a media type only together with a file name: `blob`."]
      : [],
  refuses: refusedByFetch,
};

function fetchStatement(request: SampleRequest, form: Form): string[] {
  const { method, body } = request;
  const headers = headerEntries(request);
  const options = [
    // GET is what `fetch` sends.
    ...(method === "GET" ? [] : [`method: ${javascriptString(method)},`]),
    ...headersOption(headers),
    ...bodyOption(body),
    // It would carry the credentials to another server.
    ...(form === "code" && mayRedirect(request) ? [] : ['redirect: "error",']),
    `signal: AbortSignal.timeout(${timeout}_000),`,
  ];
  return ["const response = await fetch(url, {", ...indented(options, "  "), "});"];
}

function headersOption(entries: readonly string[]): string[] {
  const [only = "", ...more] = entries;
  const line = `headers: { ${only.slice(0, -1)} },`;
  if (only !== "" && more.length === 0 && 2 + line.length <= prettier.width) return [line];
  return entries.length > 0 ? ["headers: {", ...indented(entries, "  "), "},"] : [];
}

/** Basic authentication (RFC 7617). */
function basicStatement({ credentials }: SampleRequest): string[] {
  const basic = credentials.find((credential) => credential.kind === "basic");
  if (!basic) return [];
  const pair = `\`\${process.env.${basic.username}}:\${process.env.${basic.password}}\``;
  return layOut({ open: "const credentials = btoa(", items: [pair], close: ");" }, prettier);
}

/** An answer that is no success is thrown, with what the server says of it. */
function readStatements({ answer }: SampleRequest): string[] {
  return [
    "if (!response.ok) {",
    "  throw new Error(`${response.status} ${await response.text()}`);",
    "}",
    ...readers(answer),
  ];
}

function readers(answer: Answer): string[] {
  switch (answer.kind) {
    case "json":
      return ["console.log(await response.json());"];
    case "text":
      return ["console.log(await response.text());"];
    case "bytes":
      return [`await writeFile(${javascriptString(answer.file)}, response.body);`];
    case "none":
      return ["console.log(response.status);"];
  }
}

const reportStatements = [
  "",
  "if (!response.ok) {",
  "  console.error(response.status, await response.text());",
  "  process.exit(1);",
  "}",
  "console.log(await response.text());",
];

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
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : javascriptString(name);
}

/** A name or a declaration with its value, which begins a new line where it is too long, as its alternative does. */
export function assigned(before: string, [value, otherwise]: Alternatives, after: string, column: number): string[] {
  const whole = (otherwise === undefined ? value : `${value} ?? ${otherwise}`) + after;
  if (column + before.length + 1 + whole.length <= prettier.width) return [`${before} ${whole}`];
  const inner = column + prettier.unit.length;
  const lines =
    otherwise === undefined || inner + whole.length <= prettier.width ? [whole] : [`${value} ??`, otherwise + after];
  return [before, ...indented(lines, prettier.unit)];
}

/** A value, and what is taken where it is not there. */
type Alternatives = readonly [value: string, otherwise?: string];

/** The base URL of the environment, or else of the description. */
export function baseUrlValue({ variable, value }: BaseUrl): Alternatives {
  return value ? [`process.env.${variable}`, javascriptString(value)] : [`process.env.${variable}`];
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

function urlStatements({ baseUrl, target, credentials }: SampleRequest, form: Form): string[] {
  const keys = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
  const first = target.includes("?") ? "&" : "?";
  const query = keys.map(
    ({ name, variable }, index) =>
      `${index === 0 ? first : "&"}${encodeURIComponent(name)}=\${encodeURIComponent(process.env.${variable})}`,
  );
  // What is encoded has none of the characters that a template literal would expand.
  const rest = `${target}${query.join("")}`;
  if (form === "script") {
    return [...assigned("const baseUrl =", baseUrlValue(baseUrl), ";", 0), `const url = \`\${baseUrl}${rest}\`;`];
  }
  if (baseUrl.value === "") return [`const url = \`\${process.env.${baseUrl.variable}}${rest}\`;`];
  const whole =
    keys.length === 0 ? javascriptString(baseUrl.value + target) : `\`${templateText(baseUrl.value)}${rest}\``;
  // Prettier gives a string a new line, but no template.
  return keys.length === 0 ? assigned("const url =", [whole], ";", 0) : [`const url = ${whole};`];
}

function templateText(text: string): string {
  return text.replace(/[\\`$]/g, "\\$&");
}

/** Forms are made before the request. */
function bodyStatements(body: Body | undefined): string[] {
  switch (body?.kind) {
    case "form":
      return [
        "const body = new URLSearchParams();",
        ...body.fields.flatMap((field) => append(field.map(javascriptString))),
        "",
      ];
    case "multipart":
      return ["const body = new FormData();", ...body.parts.flatMap((part) => append(partArguments(part))), ""];
    default:
      return [];
  }
}

function bodyOption(body: Body | undefined): string[] {
  switch (body?.kind) {
    case undefined:
      return [];
    case "json":
      return jsonOption(body.value);
    case "text":
      // After a name as short as this one, Prettier begins no new line.
      return [`body: ${javascriptString(body.text)},`];
    case "binary":
      return layOut(
        { open: "body: await openAsBlob(", items: [javascriptString(body.file)], close: ")" },
        prettier,
        2,
        ",",
      );
    default:
      return ["body,"];
  }
}

function jsonOption(value: unknown): string[] {
  const open = "body: JSON.stringify(";
  if (typeof value === "string") {
    return layOut({ open, items: [javascriptString(value)], close: ")" }, prettier, 2, ",");
  }
  return [`${open}${literal(value, javascriptSyntax, { margin: 2, before: 2 + open.length + 1 })}),`];
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
  return assigned(`${propertyName(name)}:`, [value], ",", 4);
}

function credentialEntry(credential: Credential): string[] {
  switch (credential.kind) {
    case "bearer":
      return [`Authorization: \`Bearer \${process.env.${credential.variable}}\`,`];
    case "basic":
      return ["Authorization: `Basic ${credentials}`,"];
    case "header":
      return headerEntry(credential.name, `process.env.${credential.variable}`);
    default:
      return [];
  }
}

function writesFile({ answer }: SampleRequest, form: Form): boolean {
  return form === "code" && answer.kind === "bytes";
}

function usesFiles(body: Body | undefined): boolean {
  return body?.kind === "binary" || (body?.kind === "multipart" && body.parts.some((part) => "file" in part));
}
