import type { Answer } from "../answer.ts";
import type { Body } from "../body.ts";
import { hexadecimal, invisible, jsonText } from "../characters.ts";
import { type Credential, urlNotes } from "../credentials.ts";
import { type Form, type Language, timeout } from "../language.ts";
import type { Part } from "../parts.ts";
import { mayRedirect, requiredVariables, type SampleRequest } from "../request.ts";

/** Go with `net/http`; formatted as gofmt does. */
export const go: Language = {
  id: "go",
  label: "Go",
  highlight: "go",
  file: "main.go",
  comment: "//",
  needs: () => "Needs Go 1.18 or newer: `go run main.go`.",
  emit(request, form) {
    const body = bodyCode(request.body);
    return [
      "package main",
      "",
      "import (",
      ...packages(request, body, form).map((name) => `\t"${name}"`),
      ")",
      "",
      "func main() {",
      ...(form === "script" ? guardStatements(request) : []),
      ...body.statements,
      ...(form === "code" && mayRedirect(request) ? plainStatements(request) : sendStatements(request, body, form)),
      ...answerStatements,
      ...(form === "script" ? reportStatements : readStatements(request)),
      "}",
    ].join("\n");
  },
  limits: ({ credentials }) => urlNotes(credentials),
};

function packages({ credentials, baseUrl, answer }: SampleRequest, body: BodyCode, form: Form): string[] {
  const fromEnvironment = form === "script" || credentials.length > 0 || baseUrl.value === "";
  const writesFile = form === "code" && answer.kind === "bytes";
  const names = [
    ...["io", "log", "net/http", "time", ...body.imports],
    ...(fromEnvironment || writesFile ? ["os"] : []),
    ...(writesFile ? [] : ["fmt"]),
    ...(credentials.some(({ kind }) => kind === "query") ? ["net/url"] : []),
  ];
  return [...new Set(names)].toSorted();
}

const onError = ["\tif err != nil {", "\t\tlog.Fatal(err)", "\t}"];

function guardStatements(request: SampleRequest): string[] {
  const variables = requiredVariables(request);
  const { variable, value } = request.baseUrl;
  return [
    "\tlog.SetFlags(0)",
    ...(variables.length > 0
      ? [
          `\tfor _, name := range []string{${variables.map(string).join(", ")}} {`,
          '\t\tif os.Getenv(name) == "" {',
          '\t\t\tlog.Fatalf("Set %s in the environment first.", name)',
          "\t\t}",
          "\t}",
        ]
      : []),
    `\tbaseURL := ${getenv(variable)}`,
    ...(value ? ['\tif baseURL == "" {', `\t\tbaseURL = ${string(value)}`, "\t}"] : []),
    "",
  ];
}

function requestStatements(request: SampleRequest, { expression }: BodyCode, form: Form): string[] {
  const { method, target, credentials, headers, cookie, body } = request;
  return [
    `\treq, err := http.NewRequest(${methodName(method)}, ${urlCode(request, form)}, ${expression})`,
    ...onError,
    ...credentials.flatMap((credential) => credentialStatements(credential, target)),
    ...(cookie
      ? [setHeader("Cookie", `${string(cookie.text)}${cookie.variable ? `+${getenv(cookie.variable)}` : ""}`)]
      : []),
    ...headers.map(([name, value]) => setHeader(name, string(value))),
    ...(body ? [setHeader("Content-Type", contentType(body))] : []),
  ];
}

/** `net/http` has constants for the methods of RFC 9110 and for PATCH. */
function methodName(method: string): string {
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)$/.test(method)) return string(method);
  return `http.Method${method.slice(0, 1)}${method.slice(1).toLowerCase()}`;
}

function urlCode({ baseUrl: { variable, value }, target }: SampleRequest, form: Form, plus = "+"): string {
  if (form === "script") return `baseURL${plus}${string(target)}`;
  return value ? string(value + target) : `${getenv(variable)}${plus}${string(target)}`;
}

/** What carries nothing needs no more than the client's own function. */
function plainStatements(request: SampleRequest): string[] {
  const send = request.method === "HEAD" ? "Head" : "Get";
  return [
    `\tclient := &http.Client{Timeout: ${timeout} * time.Second}`,
    // Gofmt sets the operators of a single argument apart.
    `\tresp, err := client.${send}(${urlCode(request, "code", " + ")})`,
    ...onError,
  ];
}

function sendStatements(request: SampleRequest, body: BodyCode, form: Form): string[] {
  return [
    ...requestStatements(request, body, form),
    "",
    "\tclient := &http.Client{",
    `\t\tTimeout: ${timeout} * time.Second,`,
    "\t\t// A redirect would carry the request to another server.",
    "\t\tCheckRedirect: func(*http.Request, []*http.Request) error {",
    "\t\t\treturn http.ErrUseLastResponse",
    "\t\t},",
    "\t}",
    "\tresp, err := client.Do(req)",
    ...onError,
  ];
}

const answerStatements = ["\tanswer, err := io.ReadAll(resp.Body)", "\tresp.Body.Close()", ...onError];

const reportStatements = [
  "\tif resp.StatusCode < 200 || resp.StatusCode > 299 {",
  "\t\tlog.Fatal(resp.Status, string(answer))",
  "\t}",
  "\tfmt.Println(string(answer))",
];

function readStatements({ answer }: SampleRequest): string[] {
  return ["\tif resp.StatusCode > 299 {", '\t\tlog.Fatalf("%s: %s", resp.Status, answer)', "\t}", ...readers(answer)];
}

function readers(answer: Answer): string[] {
  switch (answer.kind) {
    case "bytes":
      return [
        `\tif err := os.WriteFile(${string(answer.file)}, answer, 0o644); err != nil {`,
        "\t\tlog.Fatal(err)",
        "\t}",
      ];
    case "none":
      return ["\tfmt.Println(resp.Status)"];
    default:
      return ["\tfmt.Println(string(answer))"];
  }
}

function credentialStatements(credential: Credential, target: string): string[] {
  switch (credential.kind) {
    case "bearer":
      return [setHeader("Authorization", `"Bearer "+${getenv(credential.variable)}`)];
    case "basic":
      return [`\treq.SetBasicAuth(${getenv(credential.username)}, ${getenv(credential.password)})`];
    case "header":
      return [setHeader(credential.name, getenv(credential.variable))];
    case "query": {
      const before = `${target.includes("?") ? "&" : ""}${encodeURIComponent(credential.name)}=`;
      return [`\treq.URL.RawQuery += ${string(before)} + url.QueryEscape(${getenv(credential.variable)})`];
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
        imports: ["bytes", "os"],
        statements: [`\tbody, err := os.ReadFile(${string(body.file)})`, ...onError],
        expression: "bytes.NewReader(body)",
      };
    case "multipart":
      return multipartCode(body.parts);
  }
}

function multipartCode(parts: readonly Part[]): BodyCode {
  return {
    imports: [
      "bytes",
      "mime/multipart",
      ...(parts.some(hasHeaders) ? ["net/textproto"] : []),
      ...(parts.some((part) => "file" in part) ? ["os"] : []),
    ],
    statements: [
      "\tbody := &bytes.Buffer{}",
      "\tform := multipart.NewWriter(body)",
      ...parts.flatMap(partStatements),
      "\tif err := form.Close(); err != nil {",
      "\t\tlog.Fatal(err)",
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
      "\t\tlog.Fatal(err)",
      "\t}",
    ];
  }
  const content = "file" in part ? `file${index}` : `[]byte(${string(part.value)})`;
  return [
    ...("file" in part ? [`\tfile${index}, err := os.ReadFile(${string(part.file)})`, ...onError] : []),
    ...createPart(part, index),
    ...onError,
    `\tif _, err := part${index}.Write(${content}); err != nil {`,
    "\t\tlog.Fatal(err)",
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
  return `\treq.Header.Set(${string(name)}, ${value})`;
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
