import type { Answer } from "../answer.ts";
import type { Body } from "../body.ts";
import { hexadecimal, invisible } from "../characters.ts";
import type { Credential } from "../credentials.ts";
import { type Form, type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { type LiteralSyntax, literal } from "../literal.ts";
import type { Part } from "../parts.ts";
import { requiredVariables, type SampleRequest } from "../request.ts";

/** Ruby with `net/http`; formatted as Standard Ruby does. */
export const ruby: Language = {
  id: "ruby",
  label: "Ruby",
  highlight: "ruby",
  file: "sample.rb",
  comment: "#",
  needs: () => "Needs Ruby 2.7 or newer.",
  emit(request, form) {
    const { body, answer } = request;
    const usesJson = body?.kind === "json" || (form === "code" && answer.kind === "json");
    return [
      ...(usesJson ? ['require "json"'] : []),
      'require "net/http"',
      "",
      ...(form === "script" ? guardStatements(request) : []),
      `uri = URI(${urlCode(request, form)})`,
      ...requestStatements(request),
      "",
      ...(form === "script" ? guardedSending : sendStatement),
      ...(form === "script" ? reportStatements : readStatements(request)),
    ].join("\n");
  },
  limits: ({ body }) =>
    body?.kind === "multipart" && body.parts.some((part) => "value" in part && part.contentType !== undefined)
      ? ["Net::HTTP gives a part a media type only together with a file name: `blob`."]
      : [],
};

const syntax: LiteralSyntax = {
  null: "nil",
  true: "true",
  false: "false",
  string,
  object: () => ["{", "}"],
  entry: (name, value) => `${/^[A-Za-z_]\w*$/.test(name) ? name : string(name)}: ${value}`,
  emptyObject: "{}",
  array: ["[", "]"],
  trailingComma: false,
  indent: "  ",
  width: 80,
  breaksBeforeStrings: false,
};

/** Methods that `net/http` has a class for. */
const ofItsOwn = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|COPY|LOCK|MKCOL|MOVE|PROPFIND|PROPPATCH|UNLOCK)$/;

function guardStatements(request: SampleRequest): string[] {
  const variables = requiredVariables(request);
  const { variable, value } = request.baseUrl;
  return [
    ...(variables.length > 0
      ? [
          `%w[${variables.join(" ")}].each do |name|`,
          '  abort "Set #{name} in the environment first." if ENV[name].to_s.empty?',
          "end",
          "",
        ]
      : []),
    `base_url = ENV.fetch(${string(variable)}${value ? `, ${string(value)}` : ""})`,
  ];
}

function urlCode({ baseUrl: { variable, value }, target }: SampleRequest, form: Form): string {
  if (form === "script") return `"#{base_url}${target}"`;
  return value ? string(value + target) : `"#{ENV.fetch(${string(variable)})}${target}"`;
}

function requestStatements(request: SampleRequest): string[] {
  const { target, credentials, headers, cookie, body } = request;
  return [
    ...queryStatements(credentials, target),
    requestStatement(request),
    ...credentials.flatMap(credentialStatement),
    ...(cookie
      ? [
          `request["Cookie"] = ${string(cookie.text)}${cookie.variable ? ` + ENV.fetch(${string(cookie.variable)})` : ""}`,
        ]
      : []),
    ...headers.map(([name, value]) => `request[${string(name)}] = ${string(value)}`),
    ...bodyStatements(body),
  ];
}

const guardedSending = [
  `options = {use_ssl: uri.scheme == "https", open_timeout: ${timeout}, read_timeout: ${timeout}}`,
  "response = Net::HTTP.start(uri.hostname, uri.port, options) { |http| http.request(request) }",
];

/** Net::HTTP has time-outs of 60 s, and follows no redirects. */
const sendStatement = [
  'response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|',
  "  http.request(request)",
  "end",
];

const reportStatements = [
  'abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)',
  "puts response.body",
];

function readStatements({ answer }: SampleRequest): string[] {
  return ['raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)', "", ...readers(answer)];
}

function readers(answer: Answer): string[] {
  switch (answer.kind) {
    case "json":
      return ["pp JSON.parse(response.body)"];
    case "text":
      return ["puts response.body"];
    case "bytes":
      return [`File.binwrite(${string(answer.file)}, response.body)`];
    case "none":
      return ["puts response.code"];
  }
}

function requestStatement({ method, body }: SampleRequest): string {
  if (ofItsOwn.test(method))
    return `request = Net::HTTP::${method.slice(0, 1)}${method.slice(1).toLowerCase()}.new(uri)`;
  return `request = Net::HTTPGenericRequest.new(${string(method)}, ${body !== undefined}, true, uri)`;
}

function queryStatements(credentials: readonly Credential[], target: string): string[] {
  const keys = credentials.flatMap((credential) => (credential.kind === "query" ? [credential] : []));
  const first = target.includes("?") ? "uri.query" : '""';
  return keys.map(({ name, variable }, index) => {
    const before = index === 0 ? first : "uri.query";
    const pair = `URI.encode_www_form({${string(name)} => ENV.fetch(${string(variable)})})`;
    return before === '""' ? `uri.query = ${pair}` : `uri.query += "&" + ${pair}`;
  });
}

function credentialStatement(credential: Credential): string[] {
  switch (credential.kind) {
    case "bearer":
      return [`request["Authorization"] = "Bearer #{ENV.fetch(${string(credential.variable)})}"`];
    case "basic": {
      const { username, password } = credential;
      return [`request.basic_auth(ENV.fetch(${string(username)}), ENV.fetch(${string(password)}))`];
    }
    case "header":
      return [`request[${string(credential.name)}] = ENV.fetch(${string(credential.variable)})`];
    default:
      return [];
  }
}

function bodyStatements(body: Body | undefined): string[] {
  const type = body && "mediaType" in body ? [`request["Content-Type"] = ${string(body.mediaType)}`] : [];
  switch (body?.kind) {
    case undefined:
      return [];
    case "json":
      return [...type, `request.body = JSON.generate(${literal(body.value, syntax)})`];
    case "text":
      return [...type, `request.body = ${string(body.text)}`];
    case "binary":
      return [...type, `request.body = File.binread(${string(body.file)})`];
    case "form":
      return ["request.set_form_data([", ...pairs(body.fields), "])"];
    case "multipart":
      return [
        "form = [",
        ...indented(
          body.parts.map((part, index) => `${partArray(part)}${index < body.parts.length - 1 ? "," : ""}`),
          "  ",
        ),
        "]",
        'request.set_form(form, "multipart/form-data")',
      ];
  }
}

function partArray({ name, contentType, ...content }: Part): string {
  const value = "file" in content ? `File.open(${string(content.file)}, "rb")` : string(content.value);
  if (contentType === undefined) return `[${string(name)}, ${value}]`;
  const fileName = "file" in content ? "" : 'filename: "blob", ';
  return `[${string(name)}, ${value}, {${fileName}content_type: ${string(contentType)}}]`;
}

function pairs(fields: readonly (readonly [string, string])[]): string[] {
  return fields.map(
    ([name, value], index) => `  [${string(name)}, ${string(value)}]${index < fields.length - 1 ? "," : ""}`,
  );
}

/** A string literal in double quotes, of which Ruby interpolates nothing. */
function string(text: string): string {
  const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = text.replace(/["\\]/g, "\\$&").replace(/#(?=[{$@])/g, "\\#");
  return `"${escaped.toWellFormed().replace(invisible, (character) => {
    const hex = hexadecimal(character);
    return named[character] ?? (hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`);
  })}"`;
}
