import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

/** A response, as it came. */
export interface RawResponse {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Head and body. */
  readonly text: string;
}

export interface ReadOptions {
  /** Waits for as many responses, for the end of the connection, or for whatever comes first. */
  readonly until: { readonly responses: number } | "end";
  /** Tells of which responses, by their index, the length is given but the body does not come (RFC 9110, section 9.3.2). */
  readonly isHead?: (index: number) => boolean;
}

/** A connection over which a test sends bytes of its own. */
export interface RawConnection extends AsyncDisposable {
  /** Text is written as Latin-1: a character for each byte. */
  write(bytes: string | Uint8Array): void;
  /** Ends this side's direction; what the other one sends can still be read. */
  halfClose(): void;
  /** Breaks the connection off. */
  reset(): void;
  /**
   * Reads all responses so far, as strictly as they are defined.
   *
   * @throws where they do not come in time, or are not well-formed
   */
  read(options: ReadOptions): Promise<RawResponse[]>;
}

/**
 * Connects to a server on this machine.
 *
 * @param limit how long a response, or the end, may take, in milliseconds
 */
export async function openRawConnection(port: number, limit = 10_000): Promise<RawConnection> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let received = Buffer.alloc(0);
  let ended = false;
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const onEnd = () => {
    ended = true;
    change();
  };
  socket
    .on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      change();
    })
    .on("end", onEnd)
    .on("close", onEnd)
    .on("error", () => {}); // A reset is an end too.
  await connected(socket);

  const read = async ({ until, isHead = () => false }: ReadOptions) => {
    const late = AbortSignal.timeout(limit);
    for (;;) {
      const { responses, rest } = parseResponses(received, isHead);
      if (until !== "end" && responses.length >= until.responses && rest === 0) return responses;
      if (ended && rest > 0)
        throw new Error(`This is no whole response: ${received.subarray(-rest).toString("latin1")}`);
      if (ended) return responses;
      if (late.aborted) throw new Error(`No ${until === "end" ? "end" : "response"} in time; received: ${received}`);
      await Promise.race([changed.promise, setTimeout(Math.min(limit / 10, 100))]);
    }
  };
  return {
    write: (bytes) => void socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes),
    halfClose: () => void socket.end(),
    reset: () => void socket.resetAndDestroy(),
    read,
    async [Symbol.asyncDispose]() {
      socket.destroy();
    },
  };
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => void socket.once("connect", resolve).once("error", reject));
}

/**
 * Reads responses as strictly as they are defined (RFC 9112, sections 2 to 6): each has a length, where it has a body.
 *
 * @returns them, and how many bytes are left after the last whole one
 */
function parseResponses(bytes: Buffer, isHead: (index: number) => boolean): { responses: RawResponse[]; rest: number } {
  const responses: RawResponse[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf("\r\n\r\n", at);
    if (end < 0) return { responses, rest: bytes.length - at };
    const { status, headers } = parseHead(bytes.subarray(at, end).toString("latin1"));
    const next = end + 4 + (isHead(responses.length) ? 0 : bodyLength(status, headers));
    if (next > bytes.length) return { responses, rest: bytes.length - at };
    const body = bytes.subarray(end + 4, next).toString();
    responses.push({ status, headers, body, text: bytes.subarray(at, next).toString() });
    at = next;
  }
}

function parseHead(head: string): Pick<RawResponse, "status" | "headers"> {
  const [first = "", ...lines] = head.split("\r\n");
  const [, status] = /^HTTP\/1\.1 ([1-5]\d\d) [\x20-\x7e]+$/.exec(first) ?? [];
  if (status === undefined) throw new Error(`This is no status line: ${first}`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+): ([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`This is no header: ${line}`);
    if (headers.has(name.toLowerCase())) throw new Error(`This header is there twice: ${line}`);
    headers.set(name.toLowerCase(), value);
  }
  return { status: Number(status), headers };
}

function bodyLength(status: number, headers: RawResponse["headers"]): number {
  const length = headers.get("content-length");
  if (status < 200 || status === 204 || status === 304) {
    if (length !== undefined) throw new Error(`A ${status} has no length.`);
    return 0;
  }
  if (!/^\d+$/.test(length ?? "")) throw new Error(`This has no length: ${status} ${[...headers].join("; ")}`);
  return Number(length);
}
