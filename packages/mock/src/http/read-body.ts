import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { type Answer, problem } from "../answer.ts";
import type { RawBody } from "../engine/request.ts";

/** The content codings that are undone (RFC 9110, section 8.4.1). */
const decoders = {
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
};

/** A body that is not even looked at. */
export class RefusedBody {
  readonly answer: Answer;

  constructor(answer: Answer) {
    this.answer = answer;
  }
}

/**
 * Reads the body of a request to its end and undoes its content coding.
 *
 * @param limit the largest body that is read, in bytes, as it is sent and as it is after decoding
 * @param ask asks for a body that its sender holds back; not called where it would be refused anyway
 * @returns its text, or its bytes where they are not UTF-8; nothing where there is none, or an answer that refuses it
 * @throws where the connection is lost before the end
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  ask: () => void,
): Promise<RawBody | RefusedBody> {
  const coding = request.headers["content-encoding"];
  if (!isReadable(coding)) return unknownCoding();
  const bytes = await readBytes(request, limit, ask);
  return bytes instanceof RefusedBody ? bytes : decodeContent(bytes, coding, limit);
}

/** Reads the body of a request to its end, as it is sent; else as {@link readBody}. */
export async function readBytes(
  request: IncomingMessage,
  limit: number,
  ask: () => void,
): Promise<Buffer | RefusedBody> {
  if (Number(request.headers["content-length"]) > limit) return tooLarge(limit);
  ask();
  return (await collect(request, limit)) ?? tooLarge(limit);
}

/**
 * Undoes the content coding of a body.
 *
 * @param header its `Content-Encoding`
 * @returns as {@link readBody}
 */
export async function decodeContent(
  bytes: Buffer,
  header: string | undefined,
  limit: number,
): Promise<RawBody | RefusedBody> {
  const coding = codingOf(header);
  if (!isReadable(header)) return unknownCoding();
  if (bytes.length === 0) return undefined;
  if (!isKnown(coding)) return textOf(bytes);
  try {
    return textOf(await decoders[coding](bytes, { maxOutputLength: limit }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return tooLarge(limit); // zlib fails with errors of Node.
    return new RefusedBody(problem(400, "content-coding", `The body is not valid ${coding}.`));
  }
}

function codingOf(header: string | undefined): string {
  return (header || "identity").toLowerCase();
}

function isReadable(header: string | undefined): boolean {
  const coding = codingOf(header);
  return coding === "identity" || isKnown(coding);
}

function unknownCoding(): RefusedBody {
  const known = Object.keys(decoders).join(", ");
  // RFC 9110, section 15.5.16.
  return new RefusedBody(
    problem(415, "content-coding", `The body has an unknown Content-Encoding; known: ${known}.`, {
      "Accept-Encoding": known,
    }),
  );
}

function tooLarge(limit: number): RefusedBody {
  return new RefusedBody(problem(413, "body-too-large", `The body is larger than ${limit} bytes.`));
}

function textOf(bytes: Buffer): string | Uint8Array {
  return isUtf8(bytes) ? bytes.toString() : bytes;
}

function isKnown(coding: string): coding is keyof typeof decoders {
  return Object.hasOwn(decoders, coding);
}

/** @returns nothing where there are more bytes than that */
function collect(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) resolve(undefined);
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
  });
}
