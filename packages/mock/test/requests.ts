import { type Agent, request as open } from "node:http";
import {
  type Description,
  type ExampleRequest,
  exampleRequest,
  kindOf,
  type MediaType,
  type Operation,
  partForm,
  serializeParameter,
} from "@spkey/model";
import { madeUpCredential } from "@spkey/test-kit";

/** A request as it is sent. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type Values = Pick<ExampleRequest, "parameters" | "mediaType" | "body">;

/** The request to an operation that the description's examples make. */
export function exampleOf(description: Description, operation: Operation): HttpRequest {
  return writeRequest(operation, exampleRequest(description, operation));
}

/** Writes a request to an operation. */
export function writeRequest(operation: Operation, values: Values): HttpRequest {
  let path = operation.path;
  const query: string[] = [];
  const cookies: string[] = [];
  const headers: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    const value = values.parameters[parameter.in][parameter.name];
    if (value === undefined) continue;
    const text = serializeParameter(parameter, value);
    if (parameter.in === "path") path = path.replaceAll(`{${parameter.name}}`, () => text);
    else if (parameter.in === "query") query.push(text);
    else if (parameter.in === "cookie") cookies.push(text.replaceAll("&", "; "));
    else headers[parameter.name] = text;
  }
  for (const { scheme } of operation.security[0] ?? []) {
    const credential = madeUpCredential(scheme.key, scheme);
    if (!credential) continue;
    const { in: place, name, sent } = credential;
    if (place === "query") query.push([name, sent].map(encodeURIComponent).join("="));
    else if (place === "cookie") cookies.push(`${name}=${sent}`);
    else headers[name] = sent;
  }
  if (cookies.length > 0) headers["Cookie"] = cookies.join("; ");
  const media = operation.requestBody?.content.find(({ mediaType }) => mediaType === values.mediaType);
  const body = media && values.body !== undefined ? writeBody(media, values.body) : undefined;
  if (body) headers["Content-Type"] = body.type;
  const target = encodeURI(path).replaceAll("%25", "%") + (query.length > 0 ? `?${query.join("&")}` : "");
  return { method: operation.method, target, headers, body: body && Buffer.from(body.text) };
}

const boundary = "----boundary-of-the-test";

function writeBody(media: MediaType, value: unknown): { type: string; text: string } {
  const [type = ""] = media.mediaType.split(";");
  switch (kindOf(type)) {
    case "json":
      return { type, text: JSON.stringify(value) };
    case "form":
      return { type, text: formText(media, value) };
    case "multipart": {
      const parts = fields(media, value).map(([name, text]) => partText(media, name, text));
      return { type: `${type}; boundary=${boundary}`, text: `${parts.join("")}--${boundary}--\r\n` };
    }
    default: {
      const concrete = type === "*/*" ? "text/plain" : type.replace("/*", "/plain");
      return { type: concrete, text: typeof value === "string" ? value : JSON.stringify(value) };
    }
  }
}

/** Properties in a style of their own are written as parameters of a query are (OpenAPI 3.1, section 4.8.15). */
function formText(media: MediaType, value: unknown): string {
  return Object.entries(Object(value))
    .flatMap(([name, item]) => {
      const { style } = partForm(media, name);
      if (!style) return fields(media, { [name]: item }).map((pair) => pair.map(encodeURIComponent).join("="));
      const { style: kind = "form", explode = kind === "form", allowReserved } = style;
      return serializeParameter({ name, in: "query", style: kind, explode, json: false, allowReserved }, item);
    })
    .join("&");
}

function partText(media: MediaType, name: string, text: string): string {
  const { contentType, explicit } = partForm(media, name);
  const type = explicit && !contentType.includes("*") ? `Content-Type: ${contentType}\r\n` : "";
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n${type}\r\n${text}\r\n`;
}

function fields(media: MediaType, value: unknown): (readonly [name: string, text: string])[] {
  return Object.entries(Object(value)).flatMap(([name, item]) => {
    const items = partForm(media, name).repeated && Array.isArray(item) ? item : [item];
    return items.map((one) => [name, typeof one === "object" ? JSON.stringify(one) : String(one)] as const);
  });
}

/** How long an answer may take, in milliseconds. */
const limit = 10_000;

/** Not by `fetch`, which refuses some methods, and bodies of others. */
export function send(base: string, { method, target, headers, body }: HttpRequest, agent?: Agent): Promise<HttpAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const length = body ? { "Content-Length": body.length } : {};
    const request = open(
      { hostname, port, method, path: target, headers: { ...headers, ...length }, ...(agent && { agent }) },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
        response.on("error", reject);
      },
    );
    request.setTimeout(limit, () => request.destroy(new Error(`no answer to ${method} ${target}`)));
    request.on("error", reject);
    request.end(body);
  });
}

/** Statuses that stand for the documented responses, and the name under which each is documented. */
export function statusesOf({ responses }: Operation): { readonly code: number; readonly documented: string }[] {
  return responses.flatMap(({ status }) => {
    if (status === "default") return { code: 500, documented: status };
    const code = Number(status.replaceAll(/x/gi, "0"));
    return Number.isNaN(code) ? [] : { code, documented: status };
  });
}
