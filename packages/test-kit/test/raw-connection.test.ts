import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openRawConnection, type ReadOptions } from "../src/index.ts";

const ok = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nX-A: b\r\n\r\n${body}`;

/** A server that writes these bytes to whoever has sent something, and then ends the connection or keeps it. */
async function serve(bytes: string, ends: boolean): Promise<number> {
  const server: Server = createServer((socket) => {
    socket
      .on("error", () => {})
      .once("data", () => (ends ? socket.end(bytes, "latin1") : socket.write(bytes, "latin1")));
    onTestFinished(() => void socket.destroy());
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port; // It listens on TCP.
}

interface Row extends ReadOptions {
  readonly name: string;
  readonly bytes: string;
  readonly ends?: true;
  /** The statuses and bodies that are read, or the error. */
  readonly want: readonly (readonly [number, string])[] | RegExp;
}

test.for<Row>([
  { name: "a response", bytes: ok("one"), until: { responses: 1 }, want: [[200, "one"]] },
  {
    name: "two in one piece",
    bytes: ok("one") + ok(""),
    until: { responses: 2 },
    want: [
      [200, "one"],
      [200, ""],
    ],
  },
  { name: "all up to the end", bytes: ok("one"), ends: true, until: "end", want: [[200, "one"]] },
  { name: "no response", bytes: "", ends: true, until: "end", want: [] },
  {
    name: "an interim response",
    bytes: `HTTP/1.1 100 Continue\r\n\r\n${ok("")}`,
    until: { responses: 2 },
    want: [
      [100, ""],
      [200, ""],
    ],
  },
  {
    name: "a response to HEAD",
    bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
    until: { responses: 1 },
    isHead: () => true,
    want: [[200, ""]],
  },
  {
    name: "a response that is cut off",
    bytes: ok("one").slice(0, -1),
    ends: true,
    until: { responses: 1 },
    want: /no whole response/,
  },
  {
    name: "a response too few",
    bytes: ok("one"),
    until: { responses: 2 },
    want: /No response in time; received: HTTP/,
  },
  { name: "no end", bytes: ok("one"), until: "end", want: /No end in time/ },
  { name: "more than a response", bytes: `${ok("one")}more`, until: { responses: 1 }, want: /No response in time/ },
  {
    name: "no status line",
    bytes: "HTTP/1.0 200 OK\r\n\r\n",
    until: { responses: 1 },
    want: /no status line: HTTP\/1\.0/,
  },
  { name: "no header", bytes: "HTTP/1.1 200 OK\r\nX-A : b\r\n\r\n", until: { responses: 1 }, want: /no header: X-A :/ },
  {
    name: "a header twice",
    bytes: "HTTP/1.1 200 OK\r\nX-A: b\r\nx-a: b\r\n\r\n",
    until: { responses: 1 },
    want: /there twice: x-a/,
  },
  {
    name: "no length",
    bytes: "HTTP/1.1 200 OK\r\nX-A: b\r\n\r\n",
    until: { responses: 1 },
    want: /has no length: 200/,
  },
  {
    name: "a length that must not be",
    bytes: "HTTP/1.1 204 No\r\nContent-Length: 0\r\n\r\n",
    until: { responses: 1 },
    want: /A 204 has no length/,
  },
])("reads $name", async ({ bytes, ends = false, want, ...options }) => {
  await using connection = await openRawConnection(await serve(bytes, ends), 300);
  connection.write("anything");
  const read = connection.read(options);
  if (want instanceof RegExp) await expect(read).rejects.toThrow(want);
  else expect((await read).map(({ status, body }) => [status, body])).toEqual(want);
});
