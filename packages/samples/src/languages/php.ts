import type { BaseUrl } from "../base-url.ts";
import type { Body } from "../body.ts";
import { type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";
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
  needs: "Needs PHP 8 with its curl extension.",
  emit(request) {
    const { method, baseUrl, target, credentials, body } = request;
    const variables = requiredVariables(request);
    const keys = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
    const entries = headerEntries(request);
    const basic = credentials.find((credential) => credential.kind === "basic");
    const separator = target.includes("?") ? "&" : "?";
    return [
      "<?php",
      "",
      ...(variables.length > 0
        ? [
            `foreach ([${variables.map(string).join(", ")}] as $name) {`,
            "    if (!getenv($name)) {",
            '        fwrite(STDERR, "Set $name in the environment first.\\n");',
            "        exit(1);",
            "    }",
            "}",
            "",
          ]
        : []),
      `$url = ${baseUrlCode(baseUrl)} . ${string(target)};`,
      ...keys.map(({ name, variable }, index) => {
        const before = `${index === 0 ? separator : "&"}${encodeURIComponent(name)}=`;
        return `$url .= ${string(before)} . urlencode(getenv(${string(variable)}));`;
      }),
      ...bodyStatements(body),
      "$request = curl_init($url);",
      "curl_setopt_array($request, [",
      ...indented(
        [
          // With another method, curl would wait for a body that does not come.
          method === "HEAD" ? "CURLOPT_NOBODY => true," : `CURLOPT_CUSTOMREQUEST => ${string(method)},`,
          ...(basic
            ? [`CURLOPT_USERPWD => getenv(${string(basic.username)}) . ':' . getenv(${string(basic.password)}),`]
            : []),
          ...(entries.length > 0 ? ["CURLOPT_HTTPHEADER => [", ...indented(entries, unit), "],"] : []),
          ...bodyOptions(body),
          "CURLOPT_RETURNTRANSFER => true,",
          `CURLOPT_TIMEOUT => ${timeout},`,
        ],
        unit,
      ),
      "]);",
      "$answer = curl_exec($request);",
      "$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);",
      "if ($answer === false || $status < 200 || $status > 299) {",
      '    fwrite(STDERR, "$status " . ($answer ?: curl_error($request)) . "\\n");',
      "    exit(1);",
      "}",
      'echo $answer, "\\n";',
    ].join("\n");
  },
};

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
