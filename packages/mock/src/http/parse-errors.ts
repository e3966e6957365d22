import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { problem } from "../answer.ts";

/** What Node's parser and its time limits object to, by the code of the error. All else is a malformed request: 400. */
const refusals: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  CONNECT: [400, "The mock is no proxy: it has no CONNECT."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request did not come in time."],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, "The chunk extensions are too long."],
  HPE_HEADER_OVERFLOW: [431, "The request line and headers are too long."],
};

/** Answers what never becomes a request: after the answers that are still due on its connection, which it then ends. */
export class ParseErrors {
  /** Lists, since the tables of sets that are added to and deleted from without end keep what was in them alive for long. */
  readonly #due = new WeakMap<Duplex, ServerResponse[]>();

  /** A request has come, for which an answer is due. */
  expect(request: IncomingMessage, response: ServerResponse): void {
    const due = this.#due.get(request.socket) ?? [];
    this.#due.set(request.socket, due);
    due.push(response);
    response.once("close", () => due.splice(due.indexOf(response), 1));
  }

  async answer(error: NodeJS.ErrnoException | { readonly code: string }, socket: Duplex): Promise<void> {
    const due = [...(this.#due.get(socket) ?? [])];
    // The last one is the one whose body is malformed, if it is not complete; it never will be.
    const complete = due.filter(({ req }) => req.complete);
    await Promise.all(complete.map((response) => new Promise((resolve) => response.once("close", resolve))));
    const begun = due.some(({ req, headersSent }) => !req.complete && headersSent);
    if (begun || !socket.writable) {
      socket.destroy();
      return;
    }
    const [status, detail] = refusals[error.code ?? ""] ?? [400, "This is not an HTTP request."];
    const { body = "", headers } = problem(status, "malformed-request", detail);
    const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" });
    const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`)];
    socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
  }
}
