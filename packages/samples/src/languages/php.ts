import type { Answer } from "../answer.ts";
import type { BaseUrl } from "../base-url.ts";
import type { Body } from "../body.ts";
import { hexadecimal, invisible } from "../characters.ts";
import { type Form, type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { type LiteralSyntax, literal } from "../literal.ts";
import type { Part } from "../parts.ts";
import { requiredVariables, type SampleRequest } from "../request.ts";

const unit = "    ";

/** PHP 8 with its curl extension; formatted as PSR-12 wants it. */
export const php: Language = {
  id: "php",
  label: "PHP",
  highlight: "php",
  file: "sample.php",
  comment: "//",
  needs: () => "Needs PHP 8 with its curl extension.",
  emit(request, form) {
    return [
      "<?php",
      "",
      ...(form === "script" ? requireVariables(requiredVariables(request)) : []),
      ...bodyStatements(request.body),
      ...handleStatements(request, form),
      ...optionStatements(request),
      ...(form === "script" ? reportStatements : readStatements(request)),
    ].join("\n");
  },
};

function requireVariables(variables: readonly string[]): string[] {
  if (variables.length === 0) return [];
  return [
    `foreach ([${variables.map(string).join(", ")}] as $name) {`,
    "    if (!getenv($name)) {",
    '        fwrite(STDERR, "Set $name in the environment first.\\n");',
    "        exit(1);",
    "    }",
    "}",
    "",
  ];
}

function urlCode({ baseUrl, target }: SampleRequest, form: Form): string {
  if (form === "code" && baseUrl.value) return string(baseUrl.value + target);
  return `${baseUrlCode(baseUrl)} . ${string(target)}`;
}

function handleStatements(request: SampleRequest, form: Form): string[] {
  const { target, credentials } = request;
  const keys = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
  const url = urlCode(request, form);
  if (keys.length === 0) return [`$curl = curl_init(${url});`];
  const separator = target.includes("?") ? "&" : "?";
  const appended = keys.map(({ name, variable }, index) => {
    const before = `${index === 0 ? separator : "&"}${encodeURIComponent(name)}=`;
    return `$url .= ${string(before)} . urlencode(getenv(${string(variable)}));`;
  });
  return [`$url = ${url};`, ...appended, "$curl = curl_init($url);"];
}

function optionStatements(request: SampleRequest): string[] {
  const { method, credentials, body } = request;
  const entries = headerEntries(request);
  const basic = credentials.find((credential) => credential.kind === "basic");
  const options = [
    ...methodOption(method, body),
    ...(basic
      ? [`CURLOPT_USERPWD => getenv(${string(basic.username)}) . ':' . getenv(${string(basic.password)}),`]
      : []),
    ...listOption("CURLOPT_HTTPHEADER => [", entries),
    ...bodyOptions(body),
    "CURLOPT_RETURNTRANSFER => true,",
    `CURLOPT_TIMEOUT => ${timeout},`,
  ];
  return [
    "curl_setopt_array($curl, [",
    ...indented(options, unit),
    "]);",
    "$answer = curl_exec($curl);",
    "$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);",
  ];
}

function listOption(open: string, entries: readonly string[]): string[] {
  const [only = "", ...more] = entries;
  if (only !== "" && more.length === 0) return [`${open}${only.slice(0, -1)}],`];
  return entries.length > 0 ? [open, ...indented(entries, unit), "],"] : [];
}

/** GET is what curl sends without a body. With another method than HEAD, it would wait for a body that does not come. */
function methodOption(method: string, body: Body | undefined): string[] {
  if (method === "HEAD") return ["CURLOPT_NOBODY => true,"];
  if (method === "POST" && body) return ["CURLOPT_POST => true,"];
  return method === "GET" && !body ? [] : [`CURLOPT_CUSTOMREQUEST => ${string(method)},`];
}

const reportStatements = [
  "if ($answer === false || $status < 200 || $status > 299) {",
  '    fwrite(STDERR, "$status " . ($answer ?: curl_error($curl)) . "\\n");',
  "    exit(1);",
  "}",
  'echo $answer, "\\n";',
];

/** Curl follows no redirect by itself; it is no success. */
function readStatements({ answer }: SampleRequest): string[] {
  return [
    "if ($answer === false || $status >= 300) {",
    '    throw new RuntimeException("$status " . ($answer ?: curl_error($curl)));',
    "}",
    ...readers(answer),
  ];
}

function readers(answer: Answer): string[] {
  switch (answer.kind) {
    case "json":
      return ["print_r(json_decode($answer, true, flags: JSON_THROW_ON_ERROR));"];
    case "text":
      return ["echo $answer, PHP_EOL;"];
    case "bytes":
      return [`file_put_contents(${string(answer.file)}, $answer);`];
    case "none":
      return ["echo $status, PHP_EOL;"];
  }
}

const syntax: LiteralSyntax = {
  null: "null",
  true: "true",
  false: "false",
  string,
  // An array whose keys are numbers would be taken for a list.
  object: (names) => [names.every((name) => /^\d+$/.test(name)) ? "(object) [" : "[", "]"],
  entry: (name, value) => `${string(name)} => ${value}`,
  emptyObject: "(object) []",
  array: ["[", "]"],
  trailingComma: true,
  indent: unit,
  width: 100,
  breaksBeforeStrings: false,
};

function baseUrlCode({ variable, value }: BaseUrl): string {
  return value ? `(getenv(${string(variable)}) ?: ${string(value)})` : `getenv(${string(variable)})`;
}

function headerEntries({ credentials, headers, cookie, body }: SampleRequest): string[] {
  return [
    ...credentials.flatMap((credential) => {
      if (credential.kind === "bearer") return [`'Authorization: Bearer ' . getenv(${string(credential.variable)}),`];
      if (credential.kind !== "header") return [];
      return [`${string(`${credential.name}: `)} . getenv(${string(credential.variable)}),`];
    }),
    ...(cookie
      ? [`${string(`Cookie: ${cookie.text}`)}${cookie.variable ? ` . getenv(${string(cookie.variable)})` : ""},`]
      : []),
    ...headers.map(([name, value]) => `${string(`${name}: ${value}`)},`),
    ...(body && "mediaType" in body ? [`${string(`Content-Type: ${body.mediaType}`)},`] : []),
    ...(isWritten(body) ? ["'Content-Type: multipart/form-data; boundary=' . $boundary,"] : []),
  ];
}

function bodyOptions(body: Body | undefined): string[] {
  switch (body?.kind) {
    case undefined:
      return [];
    case "json":
      return [`CURLOPT_POSTFIELDS => json_encode(${literal(body.value, syntax)}, JSON_THROW_ON_ERROR),`];
    case "text":
      return [`CURLOPT_POSTFIELDS => ${string(body.text)},`];
    case "binary":
      return [`CURLOPT_POSTFIELDS => file_get_contents(${string(body.file)}),`];
    case "form":
      if (isMap(body.fields)) {
        return [
          "CURLOPT_POSTFIELDS => http_build_query([",
          ...body.fields.map(([name, value]) => `${unit}${string(name)} => ${string(value)},`),
          "]),",
        ];
      }
      return [
        "CURLOPT_POSTFIELDS => implode('&', [",
        ...body.fields.map(([name, value]) => `${unit}urlencode(${string(name)}) . '=' . urlencode(${string(value)}),`),
        "]),",
      ];
    case "multipart":
      if (isWritten(body)) return ["CURLOPT_POSTFIELDS => $body,"];
      return ["CURLOPT_POSTFIELDS => [", ...body.parts.map((part) => `${unit}${partEntry(part)},`), "],"];
  }
}

/** An array has each key once. */
function isMap(fields: readonly (readonly [name: string, value: string])[]): boolean {
  return new Set(fields.map(([name]) => name)).size === fields.length;
}

function partEntry({ name, contentType, ...content }: Part): string {
  const type = contentType === undefined ? "" : `, ${string(contentType)}`;
  return `${string(name)} => ${"file" in content ? `new CURLFile(${string(content.file)}${type})` : string(content.value)}`;
}

/** An array has each key once, and curl no media type for a text: such a body is written by the sample itself (RFC 7578). */
function isWritten(body: Body | undefined): boolean {
  if (body?.kind !== "multipart") return false;
  const names = body.parts.map(({ name }) => name);
  return (
    new Set(names).size < names.length || body.parts.some((part) => "value" in part && part.contentType !== undefined)
  );
}

function bodyStatements(body: Body | undefined): string[] {
  if (body?.kind !== "multipart" || !isWritten(body)) return [];
  return [
    "$boundary = bin2hex(random_bytes(16));",
    "$body = '';",
    "foreach ([",
    ...body.parts.map((part) => `${unit}[${partHead(part)}, ${partContent(part)}],`),
    "] as [$head, $content]) {",
    `${unit}$body .= "--$boundary\\r\\nContent-Disposition: form-data; $head\\r\\n\\r\\n$content\\r\\n";`,
    "}",
    '$body .= "--$boundary--\\r\\n";',
  ];
}

function partHead({ name, contentType, ...content }: Part): string {
  // As browsers write names (WHATWG HTML, section 4.10.21.8).
  const escaped = name.replace(/["\r\n]/g, encodeURIComponent);
  const type = contentType ?? ("file" in content ? "application/octet-stream" : undefined);
  return string(
    `name="${escaped}"` +
      ("file" in content ? `; filename="${content.file}"` : "") +
      (type === undefined ? "" : `\r\nContent-Type: ${type}`),
  );
}

function partContent(part: Part): string {
  return "file" in part ? `file_get_contents(${string(part.file)})` : string(part.value);
}

/** In single quotes, where PHP expands nothing; with escapes, which only double quotes have, where there must be some. */
function string(text: string): string {
  const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const wellFormed = text.toWellFormed();
  if (!new RegExp(invisible, "u").test(wellFormed)) return `'${wellFormed.replace(/['\\]/g, "\\$&")}'`;
  const escaped = wellFormed.replace(/["$\\]/g, "\\$&");
  return `"${escaped.replace(invisible, (character) => named[character] ?? `\\u{${hexadecimal(character)}}`)}"`;
}
