import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type Act, accepted, type Row, request, type Wanted } from "./row.ts";

/** One answer, as it came. */
export interface RawAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Head and body. */
  readonly text: string;
}

/** How long an answer, or the socket's end, may take after the last byte of a request, in milliseconds. */
const limit = 1_000;
/** How long a sender pauses, in milliseconds. */
const pauseTime = 60;

/**
 * Sends what a row sends, and reads what comes back. A connection that is left open must then carry one valid request more:
 * what follows an answer would otherwise be mistaken for the next one.
 *
 * @returns the answers, without the one to that request
 * @throws where an answer or the end does not come in time, or is not well-formed
 */
export async function converse(port: number, { sends, wants }: Pick<Row, "sends" | "wants">): Promise<RawAnswer[]> {
  await using line = await open(port);
  for (const step of sends) {
    if (typeof step === "string" || step instanceof Uint8Array) line.write(step);
    else await line.act(step, wants);
  }
  const acts = sends.filter((step): step is Act => typeof step === "object" && "act" in step).map(({ act }) => act);
  if (acts.includes("reset")) return [];
  if (wants.length === 0 || acts.includes("half-close")) return await line.answers(wants, "end");
  const answers = await line.answers(wants, "open");
  if (answers.some(({ headers }) => headers.get("connection")?.toLowerCase() === "close")) {
    return await line.answers(wants, "end");
  }
  line.write(request());
  const [last] = (await line.answers([...wants, accepted], "open")).slice(wants.length);
  if (last?.status !== 200) throw new Error(`The next request on the connection was answered with ${last?.status}.`);
  return answers;
}

interface Line extends AsyncDisposable {
  write(bytes: string | Uint8Array): void;
  act(act: Act, wants: readonly Wanted[]): Promise<void>;
  /** Waits for as many answers as are wanted, or for the end, and reads all that has come. */
  answers(wants: readonly Wanted[], until: "open" | "end"): Promise<RawAnswer[]>;
}

async function open(port: number): Promise<Line> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let received = Buffer.alloc(0);
  let ended = false;
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    change();
  });
  const onEnd = () => {
    ended = true;
    change();
  };
  socket
    .on("end", onEnd)
    .on("close", onEnd)
    .on("error", () => {}); // A reset is an end too.
  await connected(socket);

  const read = async (wants: readonly Wanted[], until: "open" | "end" | "some") => {
    const late = AbortSignal.timeout(limit);
    for (;;) {
      const { answers, rest } = parse(received, wants);
      const enough = until === "open" ? answers.length >= wants.length : until === "some" && answers.length > 0;
      if (enough && rest === 0) return answers;
      if (ended && rest > 0) throw new Error(`This is no whole answer: ${received.subarray(-rest).toString("latin1")}`);
      if (ended) return answers;
      if (late.aborted) throw new Error(`No ${until === "end" ? "end" : "answer"} in time; received: ${received}`);
      await Promise.race([changed.promise, setTimeout(limit / 10)]);
    }
  };
  return {
    write: (bytes) => void socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes),
    async act({ act }, wants) {
      if (act === "pause") await setTimeout(pauseTime);
      else if (act === "await") await read(wants, "some");
      else if (act === "half-close") socket.end();
      else socket.resetAndDestroy();
    },
    answers: read,
    async [Symbol.asyncDispose]() {
      socket.destroy();
    },
  };
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => void socket.once("connect", resolve).once("error", reject));
}

/**
 * Reads answers as strictly as they are defined (RFC 9112, sections 2 to 6): each has a length, where it has a body.
 *
 * @returns them, and how many bytes are left after the last whole one
 */
function parse(bytes: Buffer, wants: readonly Wanted[]): { answers: RawAnswer[]; rest: number } {
  const answers: RawAnswer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf("\r\n\r\n", at);
    if (end < 0) return { answers, rest: bytes.length - at };
    const [first = "", ...lines] = bytes.subarray(at, end).toString("latin1").split("\r\n");
    const [, code] = /^HTTP\/1\.1 ([1-5]\d\d) [\x20-\x7e]+$/.exec(first) ?? [];
    if (code === undefined) throw new Error(`This is no status line: ${first}`);
    const status = Number(code);
    const headers = new Map<string, string>();
    for (const line of lines) {
      const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+): ([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`This is no header: ${line}`);
      if (headers.has(name.toLowerCase())) throw new Error(`This header is there twice: ${line}`);
      headers.set(name.toLowerCase(), value);
    }
    const length = headers.get("content-length");
    const bodiless = status < 200 || status === 204 || status === 304;
    if (bodiless && length !== undefined) throw new Error(`A ${status} has no length.`);
    if (!bodiless && !/^\d+$/.test(length ?? "")) throw new Error(`This has no length: ${first} ${lines}`);
    const bodyLength = bodiless || wants[answers.length]?.head ? 0 : Number(length);
    const next = end + 4 + bodyLength;
    if (next > bytes.length) return { answers, rest: bytes.length - at };
    const body = bytes.subarray(end + 4, next).toString();
    answers.push({ status, headers, body, text: bytes.subarray(at, next).toString() });
    at = next;
  }
}
