import { InvalidInput } from "../verify/invalid-input.ts";

/** One request and its answer, as they were recorded. */
export interface Recorded {
  /** From 1, in the file. */
  readonly number: number;
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly Header[];
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly answer: {
    /** 0 where none came. */
    readonly status: number;
    readonly headers: readonly Header[];
    /** Nothing where it was not recorded. */
    readonly body: Uint8Array<ArrayBuffer> | undefined;
  };
}

export type Header = readonly [name: string, value: string];

type Node = Readonly<Record<string, unknown>>;

/**
 * Reads recorded traffic (HTTP Archive 1.2).
 *
 * @throws {InvalidInput} where it is none, with the entry that is at fault; nothing of it is repeated
 */
export function readHar(file: string, text: string): Recorded[] {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new InvalidInput(`${file}: this is no HAR: it is not JSON.`);
  }
  const entries = node(node(read)["log"])["entries"];
  if (!Array.isArray(entries)) throw new InvalidInput(`${file}: this is no HAR: it has no \`log.entries\`.`);
  return entries.map((entry, index) => readEntry(file, node(entry), index + 1));
}

function readEntry(file: string, entry: Node, number: number): Recorded {
  const [request, response] = [node(entry["request"]), node(entry["response"])];
  const { method, url } = request;
  const { status } = response;
  if (typeof method !== "string" || typeof url !== "string" || !URL.canParse(url) || typeof status !== "number") {
    throw new InvalidInput(`${file}: entry ${number} has no method, URL or status that can be read.`);
  }
  const { text, encoding } = node(response["content"]);
  const sent = node(request["postData"]);
  return {
    number,
    method: method.toUpperCase(),
    url: new URL(url),
    headers: headersOf(request["headers"]),
    body: typeof sent["text"] === "string" ? bytesOf(sent["text"], sent["encoding"]) : undefined,
    answer: {
      status,
      headers: headersOf(response["headers"]),
      body: typeof text === "string" ? bytesOf(text, encoding) : isEmpty(response) ? new Uint8Array() : undefined,
    },
  };
}

/** A body that was not kept is none of which anything can be said. */
function isEmpty(response: Node): boolean {
  const { size } = node(response["content"]);
  return !(typeof size === "number" && size > 0);
}

function bytesOf(text: string, encoding: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, encoding === "base64" ? "base64" : "utf8"));
}

/** Without those of HTTP/2 and of the connection, and without the codings that a recording has undone. */
const left =
  /^(:.*|host|connection|content-length|transfer-encoding|content-encoding|accept-encoding|keep-alive|te|upgrade|expect)$/i;

function headersOf(headers: unknown): Header[] {
  if (!Array.isArray(headers)) return [];
  return headers.flatMap((each): Header[] => {
    const { name, value } = node(each);
    return typeof name === "string" && typeof value === "string" && !left.test(name) ? [[name, value]] : [];
  });
}

function node(value: unknown): Node {
  return typeof value === "object" && value !== null ? (value as Node) : {}; // An object has any fields.
}
