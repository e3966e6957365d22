import type { Body } from "../body.ts";
import { variablesOf } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";
import type { SampleRequest } from "../request.ts";

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
    const variables = variablesOf(credentials);
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
      `$url = (getenv(${string(baseUrl.variable)}) ?: ${string(baseUrl.value)}) . ${string(target)};`,
      ...keys.map(({ name, variable }, index) => {
        const before = `${index === 0 ? separator : "&"}${encodeURIComponent(name)}=`;
        return `$url .= ${string(before)} . urlencode(getenv(${string(variable)}));`;
      }),
      "$request = curl_init($url);",
      "curl_setopt_array($request, [",
      ...indented(
        [
          `CURLOPT_CUSTOMREQUEST => ${string(method)},`,
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
  inlineArrays: 100,
};

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
      return [
        "CURLOPT_POSTFIELDS => [",
        ...body.parts.map((part) => {
          const value = "file" in part ? `new CURLFile(${string(part.file)})` : `${string(part.value)}`;
          return `${unit}${string(part.name)} => ${value},`;
        }),
        "],",
      ];
  }
}

/** In single quotes, where PHP expands nothing; with escapes, which only double quotes have, where there must be some. */
function string(text: string): string {
  const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const wellFormed = text.toWellFormed();
  if (!new RegExp(invisible, "u").test(wellFormed)) return `'${wellFormed.replace(/['\\]/g, "\\$&")}'`;
  const escaped = wellFormed.replace(/["$\\]/g, "\\$&");
  return `"${escaped.replace(invisible, (character) => named[character] ?? `\\u{${hexadecimal(character)}}`)}"`;
}
