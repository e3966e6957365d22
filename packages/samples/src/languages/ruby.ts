import type { Body } from "../body.ts";
import { type Credential, variablesOf } from "../credentials.ts";
import { type Language, timeout } from "../language.ts";
import { indented } from "../lines.ts";
import { hexadecimal, invisible, type LiteralSyntax, literal } from "../literal.ts";

/** Ruby with `net/http`; formatted as Standard Ruby does. */
export const ruby: Language = {
  id: "ruby",
  label: "Ruby",
  highlight: "ruby",
  file: "sample.rb",
  comment: "#",
  needs: "Needs Ruby 2.7 or newer.",
  emit({ method, baseUrl, target, credentials, headers, cookie, body }) {
    const variables = variablesOf(credentials);
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
      `base_url = ENV.fetch(${string(baseUrl.variable)}, ${string(baseUrl.value)})`,
      `uri = URI("#{base_url}${target}")`,
      ...queryStatements(credentials, target),
      `request = Net::HTTP::${method.slice(0, 1)}${method.slice(1).toLowerCase()}.new(uri)`,
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
  inlineArrays: 80,
};

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
          body.parts.map((part, index) => {
            const content = "file" in part ? `File.open(${string(part.file)}, "rb")` : string(part.value);
            return `[${string(part.name)}, ${content}]${index < body.parts.length - 1 ? "," : ""}`;
          }),
          "  ",
        ),
        "]",
        'request.set_form(form, "multipart/form-data")',
      ];
  }
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
