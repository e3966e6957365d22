import type { Body, Credential, Part, SampleRequest } from "@spkey/samples/browser";
import { curlJson } from "@spkey/samples/browser";
import { isLoopback } from "../origin.ts";
import type { Secrets } from "../vault.ts";

/** A request as the browser sends it. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Blob | string;
  /** What of the request a browser can't send, or what has not been filled in, as sentences. */
  readonly omitted: readonly string[];
}

/** What a request is made with. */
export interface Means {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly secrets: Secrets;
  readonly files: ReadonlyMap<string, File>;
}

/** Headers that no page can set (WHATWG Fetch, section 2.2.2). */
const forbidden =
  /^(accept-charset|accept-encoding|access-control-request-(headers|method|private-network)|connection|content-length|cookie|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(proxy|sec)-.*)$/i;

/** What a header can carry (RFC 9110, section 5.5). */
const headerValue = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

/** Why a request can't be sent at all; nothing where it can. */
export function refusalOf(request: SampleRequest, means: Means): string | undefined {
  const { method, operation, values, body, credentials } = request;
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return `Browsers don't send ${method} requests. Use a sample instead.`;
  if (body && /^(GET|HEAD)$/i.test(method)) {
    return `Browsers don't send a body with ${method}. Use a sample instead.`;
  }
  const missing = operation.parameters.find(
    ({ in: place, name }) => place === "path" && !Object.hasOwn(values.parameters.path, name),
  );
  if (missing) return `Fill in “${missing.name}” first: it is part of the path, and can't be empty, “.” or “..”.`;
  const filled = credentials.filter((credential) => secretOf(credential, means.secrets) !== undefined);
  if (filled.length > 0 && means.baseUrl.startsWith("http:") && !isLoopback(means.baseUrl)) {
    return "Credentials are not sent unencrypted. Use https:// or clear them.";
  }
  const unfit = filled.find((each) => each.kind === "header" && !headerValue.test(means.secrets[each.key] ?? ""));
  const token = filled.find((each) => each.kind === "bearer" && !headerValue.test(means.secrets[each.key] ?? ""));
  const wrong = unfit ?? token;
  if (wrong) return `“${wrong.key}” has characters that a header can't carry. Paste it again.`;
  const file = missingFile(body, means.files);
  return file === undefined ? undefined : `Choose a file for ${file} first.`;
}

/** Writes a request; see {@link refusalOf} for what can't be written. */
export function httpRequest(request: SampleRequest, means: Means): HttpRequest {
  const { method, target, credentials, headers, cookie, body } = request;
  const written = bodyOf(body, means.files);
  const filled = credentials.map((credential) => ({ credential, secret: secretOf(credential, means.secrets) }));
  const query = filled.flatMap(({ credential, secret }) =>
    credential.kind === "query" && secret !== undefined
      ? [`${encodeURIComponent(credential.name)}=${encode(secret)}`]
      : [],
  );
  const allowed = headers.filter(([name]) => !forbidden.test(name));
  return {
    method,
    url: means.baseUrl + target + (query.length > 0 ? `${target.includes("?") ? "&" : "?"}${query.join("&")}` : ""),
    headers: [
      ...filled.flatMap(({ credential, secret }) => (secret === undefined ? [] : credentialHeader(credential, secret))),
      ...allowed,
      ...(written ? [["Content-Type", written.mediaType] as const] : []),
    ],
    ...(written && { body: written.content }),
    omitted: [
      ...filled
        .filter(({ credential, secret }) => secret === undefined && credential.kind !== "cookie")
        .map(({ credential }) => `Sent without “${credential.key}”, which is empty.`),
      ...headers.filter(([name]) => forbidden.test(name)).map(([name]) => `Browsers don't let a page set ${name}.`),
      ...(cookie ? ["Sent without cookies: browsers don't let a page set them."] : []),
    ],
  };
}

/** The credential as it has been typed, or for Basic as it is sent (RFC 7617, section 2); nothing where it is empty. */
function secretOf(credential: Credential, secrets: Secrets): string | undefined {
  const { key, kind } = credential;
  if (kind === "cookie") return undefined;
  if (kind !== "basic") return secrets[key];
  const [username, password] = [secrets[`${key}.username`], secrets[`${key}.password`]];
  if (username === undefined && password === undefined) return undefined;
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${username ?? ""}:${password ?? ""}`)));
}

function credentialHeader(credential: Credential, secret: string): (readonly [string, string])[] {
  switch (credential.kind) {
    case "bearer":
      return [["Authorization", `Bearer ${secret}`]];
    case "basic":
      return [["Authorization", `Basic ${secret}`]];
    case "header":
      return [[credential.name, secret]];
    default:
      return [];
  }
}

interface WrittenBody {
  readonly mediaType: string;
  readonly content: Blob | string;
}

function bodyOf(body: Body | undefined, files: Means["files"]): WrittenBody | undefined {
  switch (body?.kind) {
    case undefined:
      return undefined;
    case "json":
      return { mediaType: body.mediaType, content: curlJson(body.value) };
    case "text":
      return { mediaType: body.mediaType, content: body.text };
    case "form": {
      const pairs = body.fields.map(([name, value]) => `${encodeURIComponent(name)}=${encode(value)}`);
      return { mediaType: "application/x-www-form-urlencoded", content: pairs.join("&") };
    }
    case "binary":
      // Without a type of its own, the browser adds none.
      return { mediaType: body.mediaType, content: (files.get("[]") ?? new Blob()).slice() };
    case "multipart":
      return multipart(filesOf(body.parts, files));
  }
}

/** A part, with its file where it is one. */
type FilledPart = readonly [part: Part, file: File | undefined];

function filesOf(parts: readonly Part[], files: Means["files"]): FilledPart[] {
  const seen = new Map<string, number>();
  return parts.map((part) => {
    if (!("file" in part)) return [part, undefined];
    const index = seen.get(part.name) ?? 0;
    seen.set(part.name, index + 1);
    const paths = [[part.name, String(index)], ...(index === 0 ? [[part.name]] : [])];
    return [part, paths.map((path) => files.get(JSON.stringify(path))).find(Boolean)];
  });
}

function missingFile(body: Body | undefined, files: Means["files"]): string | undefined {
  if (body?.kind === "binary") return files.has("[]") ? undefined : "the body";
  if (body?.kind !== "multipart") return undefined;
  const [missing] = filesOf(body.parts, files).filter(([part, file]) => "file" in part && !file);
  return missing && `“${missing[0].name}”`;
}

/** `multipart/form-data` (RFC 7578), by hand: `FormData` would give a name of a file to every part that has a type. */
function multipart(parts: readonly FilledPart[]): WrittenBody {
  const boundary = `----${crypto.randomUUID()}`;
  const name = (text: string) => text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const content = parts.flatMap(([part, file]) => {
    const type = part.contentType ?? ("file" in part ? file?.type || "application/octet-stream" : undefined);
    const head = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${name(part.name)}"${"file" in part ? `; filename="${name(part.file)}"` : ""}`,
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    ];
    return [`${head.join("\r\n")}\r\n\r\n`, "file" in part ? (file ?? "") : part.value, "\r\n"];
  });
  return {
    mediaType: `multipart/form-data; boundary=${boundary}`,
    content: new Blob([...content, `--${boundary}--\r\n`]),
  };
}

/** A value of a form or a query, as curl writes it: a space is `+` (WHATWG URL, section 5.2), as all readers of forms know. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
