import type { IncomingMessage } from "node:http";
import { type Answer, problem } from "./answer.ts";

/** A body that claims to be JSON and isn't: Prism takes it for what it is, and answers as the description says. */
export class MalformedBody {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A body that is not even looked at. */
export class RefusedBody {
  readonly answer: Answer;

  constructor(answer: Answer) {
    this.answer = answer;
  }
}

/** The largest body that is read, in bytes. */
const limit = 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads the body of a request to its end.
 *
 * @returns the value of a JSON body (RFC 8259), the text of any other, `undefined` where there is none
 * @throws where the connection is lost before the end
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    return new RefusedBody(
      problem(415, "unsupported-encoding", `Send the body without Content-Encoding (${encoding}).`),
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      return new RefusedBody(problem(413, "body-too-large", `The body is larger than ${limit} bytes.`));
    }
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  const bytes = Buffer.concat(chunks);
  if (!/^application\/([^;]+\+)?json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) return bytes.toString();
  return parseJson(bytes);
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return new MalformedBody("The body is not valid UTF-8");
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // Only the place is taken from the engine's message: the rest quotes what was sent.
    const place = /at position \d+( \(line \d+ column \d+\))?/.exec(error instanceof Error ? error.message : "");
    return new MalformedBody(`The body is not valid JSON${place ? ` (${place[0]})` : ""}`);
  }
}
