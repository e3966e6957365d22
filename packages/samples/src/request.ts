import {
  type Description,
  exampleRequest,
  type Layout,
  layoutOf,
  type MediaType,
  type Operation,
  type SecurityScheme,
  sentMedia,
  serializeParameter,
} from "@spkey/spec";
import { type Body, bodyOf } from "./body.ts";
import { type Credential, credentialOf, variablePrefix } from "./credentials.ts";

/** What a sample shows: one request, from which all languages write theirs. */
export interface SampleRequest {
  readonly operation: Operation;
  /** In capitals. */
  readonly method: string;
  readonly baseUrl: { readonly variable: string; readonly value: string };
  /** Path and query, encoded: ASCII that a URL may have, without any credential. */
  readonly target: string;
  readonly credentials: readonly Credential[];
  /** Of what the operation describes: neither credentials, nor cookies, nor the body's media type. Printable ASCII. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The value of the `Cookie` header: cookies that the operation describes, and the one that is a credential. */
  readonly cookie?: Cookie;
  readonly body?: Body;
  /** Parameters and body before they were written, for a client that writes them itself; only what can be sent. */
  readonly values: SampleValues;
  /** How our client's function of the operation takes them. */
  readonly layout: Layout;
  /** The media type that our client sends a body as. */
  readonly mediaType?: string;
  /** What the sample can't show, as sentences for its reader. */
  readonly notes: readonly string[];
}

/** A text, and the variable of the environment that follows it, where a cookie is a credential. */
export interface Cookie {
  readonly text: string;
  readonly variable?: string;
}

/** Values to show instead of the description's examples. */
export interface SampleValues {
  readonly parameters: ReturnType<typeof exampleRequest>["parameters"];
  readonly mediaType?: string;
  readonly body?: unknown;
}

/** Makes the request that the samples of an operation show. */
export function sampleRequest(
  description: Description,
  operation: Operation,
  values: SampleValues = exampleRequest(operation),
): SampleRequest {
  const prefix = variablePrefix(description);
  const { target, headers, cookies, pathValues, notes: parameterNotes } = writeParameters(operation, values);
  const [requirement = [], ...alternatives] = operation.security;
  const credentials = requirement.map((scheme) => credentialOf(scheme, requirement, prefix));
  const cookie = cookieOf(cookies, credentials);
  const content = operation.requestBody?.content ?? [];
  const media = content.find(({ mediaType }) => mediaType === values.mediaType);
  const body = media && values.body !== undefined ? bodyOf(description, media, values.body) : undefined;
  const sent = sentMedia(content);
  return {
    operation,
    method: operation.method,
    baseUrl: { variable: `${prefix}_BASE_URL`, value: (operation.servers[0]?.url ?? "").replace(/\/+$/, "") },
    target,
    credentials: credentials.filter((credential) => credential !== undefined),
    headers,
    ...(cookie && { cookie }),
    ...(body && { body }),
    values: { ...values, parameters: { ...values.parameters, path: pathValues } },
    layout: layoutOf(description, operation),
    ...(sent && { mediaType: sent.mediaType }),
    notes: [
      ...parameterNotes,
      ...unsent(requirement, credentials),
      ...(alternatives.length > 0 ? ["Other credentials are accepted as well; see the description."] : []),
      ...bodyNotes(content, media, body),
    ],
  };
}

/** Path, query and headers, with the parameters of the operation in their places and styles. */
function writeParameters({ parameters, path }: Operation, values: SampleValues) {
  const notes: string[] = [];
  const headers: [string, string][] = [];
  const cookies: string[] = [];
  const query: string[] = [];
  const pathValues: Record<string, unknown> = {};
  let written = path;
  for (const parameter of parameters) {
    const value = values.parameters[parameter.in][parameter.name];
    if (value === undefined) continue;
    const text = serializeParameter(parameter, value);
    if (parameter.in === "path") {
      // URL parsers take dot segments away, also where they are encoded (WHATWG URL, section 4.4): the request would be
      // another one. The name stays in its place.
      if (/^\.{0,2}$/.test(text)) notes.push(`\`${parameter.name}\` can't be ${JSON.stringify(text)} in a path.`);
      else {
        pathValues[parameter.name] = value;
        written = written.replace(`{${parameter.name}}`, () => text);
      }
    } else if (parameter.in === "query") {
      query.push(text);
    } else if (parameter.in === "cookie") {
      cookies.push(text.replaceAll("&", "; "));
    } else if (/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text)) {
      headers.push([parameter.name, text]);
    } else {
      // RFC 9110, section 5.5: everything else is a matter of luck.
      notes.push(`The header ${parameter.name} can only carry printable ASCII: it is left out.`);
    }
  }
  return {
    target: encodeTemplate(written) + (query.length > 0 ? `?${query.join("&")}` : ""),
    headers,
    cookies,
    pathValues,
    notes,
  };
}

/** RFC 6265, section 4.2.1. The credential comes last, since its value is not known here. */
function cookieOf(cookies: readonly string[], credentials: readonly (Credential | undefined)[]): Cookie | undefined {
  const key = credentials.find((credential) => credential?.kind === "cookie");
  if (key?.kind !== "cookie") return cookies.length > 0 ? { text: cookies.join("; ") } : undefined;
  return { text: [...cookies, `${key.name}=`].join("; "), variable: key.variable };
}

/** A template may have characters that a URL can't have as they are. */
function encodeTemplate(path: string): string {
  return path.replace(/[^\x21-\x7e]|["#<>\\^`{|}]/gu, (character) => encodeURIComponent(character));
}

function unsent(requirement: readonly SecurityScheme[], credentials: readonly (Credential | undefined)[]): string[] {
  const cookies = credentials.filter((credential) => credential?.kind === "cookie");
  return requirement
    .filter((_, index) => credentials[index] === undefined || cookies.indexOf(credentials[index]) > 0)
    .map(({ key, type, scheme }) => `The credential \`${key}\` (${scheme ?? type}) is not shown.`);
}

function bodyNotes(content: readonly MediaType[], shown: MediaType | undefined, body: Body | undefined): string[] {
  if (content.length === 0) return [];
  const others = content.filter((media) => media !== shown).map(({ mediaType }) => mediaType);
  if (!body)
    return [`The body is left out, for want of an example: ${content.map(({ mediaType }) => mediaType).join(", ")}.`];
  return others.length > 0 ? [`The body may also be ${others.join(", ")}.`] : [];
}
