import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { readBody } from "../../src/http/read-body.ts";

test.for(["destroy", "resetAndDestroy"] as const)("a connection lost in the middle of a body: %s", async (lose) => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens on TCP.
  const client = connect(port, "127.0.0.1");
  client.write("POST / HTTP/1.1\r\nHost: mock\r\nContent-Length: 10\r\n\r\n12345");
  const [request] = (await once(server, "request")) as [IncomingMessage]; // As Node documents it.
  const body = readBody(request, 100, () => {});
  client[lose]();
  await expect(body).rejects.toThrow("aborted");
});
