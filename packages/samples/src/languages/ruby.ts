import type { Body } from "../body.ts";
import type { Credential } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";
import type { Part } from "../parts.ts";
import { requiredVariables, type SampleRequest } from "../request.ts";

/** Ruby with `net/http`; formatted as Standard Ruby does. */
export const ruby: Language = {
  id: "ruby",
  label: "Ruby",
  highlight: "ruby",
  file: "sample.rb",
  comment: "#",
  needs: "Needs Ruby 2.7 or newer.",
  emit(request) {
    const { target, credentials, headers, cookie, body } = request;
    const variables = requiredVariables(request);
    return [
      ...(body?.kind === "json" ? ['require "json"'] : []),
      'require "net/http"',
      "",
      ...(variables.length > 0
        ? [
            `%w[${variables.join(" ")}].each do |name|`,
            '  abort "Set #{name} in the environment first." if ENV[name].to_s.empty?',
            "end",
            "",
          ]
        : []),
      baseUrlStatement(request),
      `uri = URI("#{base_url}${target}")`,
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
      "",
      `options = {use_ssl: uri.scheme == "https", open_timeout: ${timeout}, read_timeout: ${timeout}}`,
      "response = Net::HTTP.start(uri.hostname, uri.port, options) { |http| http.request(request) }",
      'abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)',
      "puts response.body",
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

function baseUrlStatement({ baseUrl: { variable, value } }: SampleRequest): string {
  return `base_url = ENV.fetch(${string(variable)}${value ? `, ${string(value)}` : ""})`;
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
