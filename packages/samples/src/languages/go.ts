import type { Body } from "../body.ts";
import type { Credential } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { hexadecimal, invisible, jsonText } from "../literal.ts";
import type { Part } from "../parts.ts";
import { requiredVariables } from "../request.ts";

/** Go with `net/http`; formatted as gofmt does. */
export const go: Language = {
  id: "go",
  label: "Go",
  highlight: "go",
  file: "main.go",
  comment: "//",
  needs: "Needs Go 1.18 or newer: `go run main.go`.",
  emit(request) {
    const { method, baseUrl, target, credentials, headers, cookie, body } = request;
    const variables = requiredVariables(request);
    const { imports, statements, expression } = bodyCode(body);
    const queries = credentials.filter(({ kind }) => kind === "query");
    const packages = ["fmt", "io", "net/http", "os", "time", ...imports, ...(queries.length > 0 ? ["net/url"] : [])];
    return [
      "package main",
      "",
      "import (",
      ...[...new Set(packages)].toSorted().map((name) => `\t"${name}"`),
      ")",
      "",
      "func main() {",
      ...(variables.length > 0
        ? [
            `\tfor _, name := range []string{${variables.map(string).join(", ")}} {`,
            '\t\tif os.Getenv(name) == "" {',
            '\t\t\tfail("Set " + name + " in the environment first.")',
            "\t\t}",
            "\t}",
          ]
        : []),
      `\tbaseURL := os.Getenv(${string(baseUrl.variable)})`,
      ...(baseUrl.value ? ['\tif baseURL == "" {', `\t\tbaseURL = ${string(baseUrl.value)}`, "\t}"] : []),
      "",
      ...statements,
      `\trequest, err := http.NewRequest(${string(method)}, baseURL+${string(target)}, ${expression})`,
      ...onError,
      ...credentials.flatMap((credential) => credentialStatements(credential, target)),
      ...(cookie
        ? [setHeader("Cookie", `${string(cookie.text)}${cookie.variable ? `+${getenv(cookie.variable)}` : ""}`)]
        : []),
      ...headers.map(([name, value]) => setHeader(name, string(value))),
      ...(body ? [setHeader("Content-Type", contentType(body))] : []),
      "",
      "\tclient := &http.Client{",
      `\t\tTimeout: ${timeout} * time.Second,`,
      "\t\t// A redirect would carry the credentials to another server.",
      "\t\tCheckRedirect: func(*http.Request, []*http.Request) error {",
      "\t\t\treturn http.ErrUseLastResponse",
      "\t\t},",
      "\t}",
      "\tresponse, err := client.Do(request)",
      ...onError,
      "\tdefer response.Body.Close()",
      "\tanswer, err := io.ReadAll(response.Body)",
      ...onError,
      "\tif response.StatusCode < 200 || response.StatusCode > 299 {",
      "\t\tfail(response.Status, string(answer))",
      "\t}",
      "\tfmt.Println(string(answer))",
      "}",
      "",
      "func fail(reason ...any) {",
      "\tfmt.Fprintln(os.Stderr, reason...)",
      "\tos.Exit(1)",
      "}",
    ].join("\n");
  },
};

const onError = ["\tif err != nil {", "\t\tfail(err)", "\t}"];

function credentialStatements(credential: Credential, target: string): string[] {
  switch (credential.kind) {
    case "bearer":
      return [setHeader("Authorization", `"Bearer "+${getenv(credential.variable)}`)];
    case "basic":
      return [`\trequest.SetBasicAuth(${getenv(credential.username)}, ${getenv(credential.password)})`];
    case "header":
      return [setHeader(credential.name, getenv(credential.variable))];
    case "query": {
      const before = `${target.includes("?") ? "&" : ""}${encodeURIComponent(credential.name)}=`;
      return [`\trequest.URL.RawQuery += ${string(before)} + url.QueryEscape(${getenv(credential.variable)})`];
    }
    default:
      return [];
  }
}

/** What a body needs. */
interface BodyCode {
  readonly imports: readonly string[];
  /** Before the request. */
  readonly statements: readonly string[];
  /** What it is read from. */
  readonly expression: string;
}

function bodyCode(body: Body | undefined): BodyCode {
  switch (body?.kind) {
    case undefined:
      return { imports: [], statements: [], expression: "nil" };
    case "json":
      return fromText(rawString(jsonText(body.value)));
    case "text":
      return fromText(rawString(body.text));
    case "form":
      return {
        imports: ["net/url", "strings"],
        statements: [
          "\tform := url.Values{}",
          ...body.fields.map(([name, value]) => `\tform.Add(${string(name)}, ${string(value)})`),
        ],
        expression: "strings.NewReader(form.Encode())",
      };
    case "binary":
      return {
        imports: ["bytes"],
        statements: [`\tbody, err := os.ReadFile(${string(body.file)})`, ...onError],
        expression: "bytes.NewReader(body)",
      };
    case "multipart":
      return multipartCode(body.parts);
  }
}

function multipartCode(parts: readonly Part[]): BodyCode {
  return {
    imports: ["bytes", "mime/multipart", ...(parts.some(hasHeaders) ? ["net/textproto"] : [])],
    statements: [
      "\tbody := &bytes.Buffer{}",
      "\tform := multipart.NewWriter(body)",
      ...parts.flatMap(partStatements),
      "\tif err := form.Close(); err != nil {",
      "\t\tfail(err)",
      "\t}",
    ],
    expression: "body",
  };
}

function fromText(literal: string) {
  return { imports: ["strings"], statements: [`\tbody := strings.NewReader(${literal})`], expression: "body" };
}

/** `WriteField` and `CreateFormFile` write the headers of a part by themselves, and take no media type. */
function hasHeaders({ contentType: type }: Part): boolean {
  return type !== undefined;
}

function partStatements(part: Part, index: number): string[] {
  if (!("file" in part) && !hasHeaders(part)) {
    return [
      `\tif err := form.WriteField(${string(part.name)}, ${string(part.value)}); err != nil {`,
      "\t\tfail(err)",
      "\t}",
    ];
  }
  const content = "file" in part ? `file${index}` : `[]byte(${string(part.value)})`;
  return [
    ...("file" in part ? [`\tfile${index}, err := os.ReadFile(${string(part.file)})`, ...onError] : []),
    ...createPart(part, index),
    ...onError,
    `\tif _, err := part${index}.Write(${content}); err != nil {`,
    "\t\tfail(err)",
    "\t}",
  ];
}

function createPart(part: Part, index: number): string[] {
  const file = "file" in part ? part.file : undefined;
  if (part.contentType === undefined && file !== undefined) {
    return [`\tpart${index}, err := form.CreateFormFile(${string(part.name)}, ${string(file)})`];
  }
  const disposition = `form-data; name="${escapedName(part.name)}"${file === undefined ? "" : `; filename="${file}"`}`;
  return [
    `\tpart${index}, err := form.CreatePart(textproto.MIMEHeader{`,
    `\t\t"Content-Disposition": {${string(disposition)}},`,
    `\t\t"Content-Type":        {${string(part.contentType ?? "text/plain")}},`,
    "\t})",
  ];
}

/** As browsers write names (WHATWG HTML, section 4.10.21.8), and Go itself since 1.25. */
function escapedName(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}

function contentType(body: Body): string {
  if (body.kind === "multipart") return "form.FormDataContentType()";
  return string(body.kind === "form" ? "application/x-www-form-urlencoded" : body.mediaType);
}

function setHeader(name: string, value: string): string {
  return `\trequest.Header.Set(${string(name)}, ${value})`;
}

function getenv(variable: string): string {
  return `os.Getenv(${string(variable)})`;
}

/** A raw string, which has its lines as they are; where it can't be one, an interpreted string (Go, String literals). */
function rawString(text: string): string {
  return text.includes("`") || /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text) ? string(text) : `\`${text}\``;
}

function string(text: string): string {
  const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = text.toWellFormed().replace(/["\\]/g, "\\$&");
  return `"${escaped.replace(invisible, (character) => {
    const hex = hexadecimal(character);
    return named[character] ?? (hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex}`);
  })}"`;
}
