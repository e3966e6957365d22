import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** What the server does with a request, byte for byte. */
export interface Answer {
  /** Whether the request is applied, answered or not. */
  readonly applies?: boolean;
  /** What is written, piece by piece, a few milliseconds apart. */
  readonly write?: readonly (string | Buffer)[];
  /** And then: closes, breaks off, keeps silent, or writes the last piece again and again. */
  readonly ends?: "end" | "reset" | "silence" | "drip" | "flood";
}

export interface FaultServer {
  readonly url: string;
  /** The requests that came, whole, as text. */
  readonly requests: readonly string[];
  readonly applied: () => number;
  stop(): Promise<void>;
}

/**
 * A server on loopback that gives these answers one after another, and the last of them from then on.
 *
 * @param onSilence is told when it has written all that it will of an answer that has no end
 */
export async function startServer(answers: readonly Answer[], onSilence: () => void = () => {}): Promise<FaultServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let applied = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    let text = "";
    socket.on("data", (data) => {
      text += data.toString("latin1");
      const [head = "", body] = text.split("\r\n\r\n", 2);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (body === undefined || body.length < length) return;
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
      requests.push(text);
      text = "";
      if (answer.applies) applied++;
      speak(socket, answer);
    });
  });
  const speak = (socket: Socket, { write = [], ends = "end" }: Answer) => {
    const pieces = [...write];
    const last = pieces.at(-1) ?? "";
    const next = () => {
      const piece = pieces.shift() ?? (ends === "drip" || ends === "flood" ? last : undefined);
      if (piece !== undefined && !socket.destroyed) {
        socket.write(piece);
        const timer = setTimeout(next, ends === "flood" ? 0 : 10);
        timers.add(timer);
      } else if (ends === "end") socket.end();
      else if (ends === "reset") socket.resetAndDestroy();
      else onSilence();
    };
    next();
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    applied: () => applied,
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A response, whole. */
export function http(status: number, body: string | Buffer = "", headers: Record<string, string> = {}): Buffer {
  const bytes = Buffer.from(body);
  const all = {
    "Content-Type": "application/json",
    "Content-Length": `${bytes.length}`,
    Connection: "close",
    ...headers,
  };
  return Buffer.concat([Buffer.from(head(status, all)), bytes]);
}

/** The beginning of a response. */
export function head(status: number, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ "Content-Type": "application/json", ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join("\r\n")}\r\n\r\n`;
}
