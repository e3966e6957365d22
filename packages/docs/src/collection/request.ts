import {
  type Description,
  type ExampleRequest,
  exampleOfParameter,
  exampleRequest,
  type Operation,
  type Parameter,
  serverUrl,
} from "@spkey/model";
import { type SampleRequest, sampleRequest } from "@spkey/samples";
import { collectionCredentials } from "./credentials.ts";
import type { Body, Request, Row, Variable, Words } from "./types.ts";

/** A request of a collection, and the variables that it uses. */
export interface MadeRequest {
  readonly request: Request;
  readonly variables: readonly Variable[];
}

/** The request that the samples of an operation show, as a collection has it. Optional parameters are there to be switched on. */
export function collectionRequest(description: Description, operation: Operation): MadeRequest {
  const example = exampleRequest(description, operation);
  const sample = sampleRequest(description, operation, example);
  const all = sampleRequest(description, operation, withOptional(description, operation, example));
  const credentials = collectionCredentials(sample.credentials);
  const server = serverVariable(description, operation, sample);
  const [path = "", query = ""] = splitTarget(sample.target);
  const segments = pathSegments(operation, path);
  const cookies = [...sampleCookies(sample), ...credentials.cookies];
  const url = {
    host: [`{{${server.key}}}`],
    path: segments.map(({ shown }) => shown),
    query: [...rows(operation, pairsOf(query), pairsOf(splitTarget(all.target)[1] ?? "")), ...credentials.query],
    variable: segments.flatMap(({ variable }) => (variable ? [variable] : [])),
  };
  const shownQuery = url.query.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}=${value}`);
  const { body, contentType } = bodyOf(sample);
  return {
    variables: [server, ...credentials.variables.map((key) => ({ key, value: "", type: "string" as const }))],
    request: {
      method: sample.method,
      ...describedBy(operation.description),
      auth: credentials.auth,
      url: {
        raw: `${url.host[0]}${url.path.map((each) => `/${each}`).join("")}${shownQuery.length > 0 ? `?${shownQuery.join("&")}` : ""}`,
        ...url,
      },
      header: [
        ...rows(operation, sample.headers, all.headers),
        ...credentials.headers,
        ...(contentType === undefined ? [] : [{ key: "Content-Type", value: contentType }]),
        ...acceptOf(operation),
        ...(cookies.length > 0 ? [{ key: "Cookie", value: cookies.join("; ") }] : []),
      ],
      ...(body && { body }),
    },
  };
}

/** CommonMark, as the description has it. */
export function describedBy(content: string | undefined): { readonly description?: Words } {
  return content ? { description: { content, type: "text/markdown" } } : {};
}

function withOptional(description: Description, { parameters }: Operation, example: ExampleRequest): ExampleRequest {
  const of = (place: Parameter["in"]) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place)
        .flatMap((parameter) => {
          const made = exampleOfParameter(description, parameter);
          return "value" in made ? [[parameter.name, made.value]] : [];
        }),
    );
  return { ...example, parameters: { ...example.parameters, query: of("query"), header: of("header") } };
}

/** The variable of the server; one that differs from the document's has its own, as in the samples. */
function serverVariable(
  { servers }: Description,
  operation: Operation,
  { baseUrl: { variable, value } }: SampleRequest,
): Variable {
  const isUsual = serverUrl(operation.servers[0]) === serverUrl(servers[0]);
  return { key: isUsual ? "baseUrl" : variable, value, type: "string" };
}

function splitTarget(target: string): string[] {
  const at = target.indexOf("?");
  return at < 0 ? [target] : [target.slice(0, at), target.slice(at + 1)];
}

type Pair = readonly [name: string, value: string];

function pairsOf(query: string): Pair[] {
  return query
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    });
}

/** What is sent, and then, switched off, what could be sent as well. */
function rows({ parameters }: Operation, sent: readonly Pair[], all: readonly Pair[]): Row[] {
  const row = ([key, value]: Pair, disabled: boolean): Row => ({
    key,
    value,
    ...(disabled && { disabled: true as const }),
    ...describedBy(parameters.find(({ name }) => name === decoded(key).replace(/\[.*$/s, ""))?.description),
  });
  const names = new Set(sent.map(([name]) => name));
  return [
    ...sent.map((pair) => row(pair, false)),
    ...all.filter(([name]) => !names.has(name)).map((pair) => row(pair, true)),
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A segment that is one parameter is a variable; what is put together of several parts is written out. */
function pathSegments(
  { path: template, parameters }: Operation,
  path: string,
): { readonly shown: string; readonly variable?: Row }[] {
  const written = path.split("/").slice(1);
  return template
    .split("/")
    .slice(1)
    .map((segment, index) => {
      const text = written[index] ?? "";
      const [, name] = /^\{([\w.~-]+)\}$/.exec(segment) ?? [];
      // A colon would make a variable of it.
      if (name === undefined) return { shown: text.replace(/^:/, "%3A") };
      const parameter = parameters.find((each) => each.in === "path" && each.name === name);
      return { shown: `:${name}`, variable: { key: name, value: text, ...describedBy(parameter?.description) } };
    });
}

function sampleCookies({ cookie }: SampleRequest): string[] {
  // The credential among them comes last, without its value.
  return (cookie?.text ?? "")
    .split("; ")
    .slice(0, cookie?.variable === undefined ? undefined : -1)
    .filter(Boolean);
}

/** What answers with a body says which media types it has (RFC 9110, section 12.5.1). */
function acceptOf({ responses }: Operation): Row[] {
  const types = new Set(responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType)));
  return types.size > 0 ? [{ key: "Accept", value: [...types].join(", ") }] : [];
}

function bodyOf({ body }: SampleRequest): { readonly body?: Body; readonly contentType?: string } {
  switch (body?.kind) {
    case undefined:
      return {};
    case "json":
      return raw(JSON.stringify(body.value, null, 2), "json", body.mediaType);
    case "text":
      return raw(body.text, "text", body.mediaType);
    case "form":
      return {
        contentType: "application/x-www-form-urlencoded",
        body: { mode: "urlencoded", urlencoded: body.fields.map(([key, value]) => ({ key, value })) },
      };
    case "multipart":
      // Its media type has a boundary, which whoever sends it makes.
      return {
        body: {
          mode: "formdata",
          formdata: body.parts.map((part) => {
            const { name: key, contentType } = part;
            const type = contentType === undefined ? {} : { contentType };
            return "file" in part
              ? { key, type: "file" as const, src: part.file, ...type }
              : { key, type: "text" as const, value: part.value, ...type };
          }),
        },
      };
    case "binary":
      return { body: { mode: "file", file: { src: body.file } }, contentType: body.mediaType };
  }
}

function raw(text: string, language: string, contentType: string) {
  return { body: { mode: "raw" as const, raw: text, options: { raw: { language } } }, contentType };
}
