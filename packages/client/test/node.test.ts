import { Agent, createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createNodeFetch } from "../src/node.ts";

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  readonly port: number | undefined;
}

let server: Server;
let url: string;
let seen: Seen[] = [];
const text = "gläser ".repeat(1000);
const answers: Readonly<Record<string, readonly [status: number, headers: Record<string, string>, body?: Buffer]>> = {
  "/plain": [200, { "Content-Type": "text/plain", "X-Several": "a" }, Buffer.from(text)],
  "/gzip": [200, { "Content-Encoding": "gzip" }, gzipSync(text)],
  "/deflate": [200, { "Content-Encoding": "deflate" }, deflateSync(text)],
  "/br": [200, { "Content-Encoding": "br" }, brotliCompressSync(text)],
  "/two": [200, { "Content-Encoding": "gzip, br" }, brotliCompressSync(gzipSync(text))],
  "/other": [200, { "Content-Encoding": "snappy" }, Buffer.from(text)],
  "/cut": [200, { "Content-Encoding": "gzip" }, gzipSync(text).subarray(0, 40)],
  "/broken": [200, { "Content-Encoding": "gzip" }, Buffer.from(text)],
  "/none": [204, {}],
  "/moved": [302, { Location: "/plain" }],
  "/nonsense": [999, {}],
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { method, url: target, headers, socket } = request;
    seen.push({ method, url: target, headers, body: await buffer(request), port: socket.remotePort });
    const [status, own, body] = answers[`${target}`.replace(/\?.*/, "")] ?? [404, {}];
    response.writeHead(status, own).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

async function send(path: string, init: RequestInit = {}, fetch = createNodeFetch()): Promise<[Response, Seen]> {
  seen = [];
  const response = await fetch(url + path, init);
  expect(seen).toHaveLength(1);
  return [response, seen[0] as Seen]; // There is one.
}

describe("createNodeFetch", () => {
  test("sends method, target, headers and a text, and gives status, headers and body", async () => {
    const headers = new Headers({ Authorization: "Bearer a", "Content-Type": "application/json" });
    const [response, request] = await send("/plain?q=%20a", { method: "PUT", headers, body: "ä" });
    expect(request).toMatchObject({ method: "PUT", url: "/plain?q=%20a" });
    expect(request.headers).toMatchObject({
      authorization: "Bearer a",
      "content-type": "application/json",
      "content-length": "2",
      accept: "*/*",
    });
    expect(request.body.toString()).toBe("ä");
    expect([response.status, response.ok, response.statusText]).toEqual([200, true, "OK"]);
    expect(response.headers.get("x-several")).toBe("a");
    expect(await response.text()).toBe(text);
  });

  test.for(["/gzip", "/deflate", "/br", "/two", "/other"])("reads what is compressed: %s", async (path) => {
    const [response] = await send(path);
    expect(await response.text()).toBe(text);
  });

  test.for(["/cut", "/broken"])("reads what is cut off, or broken, as fetch does: %s", async (path) => {
    const of = async (fetch: typeof globalThis.fetch) =>
      (await fetch(url + path)).text().catch((error: unknown) => (error instanceof Error ? "an error" : error));
    expect(await of((own) => createNodeFetch()(`${own}`, {}))).toBe(await of(fetch));
  });

  test("keeps the encoding that the caller accepts, and its media type", async () => {
    const headers = { "Accept-Encoding": "identity", Accept: "text/plain" };
    const [, request] = await send("/plain", { headers });
    expect(request.headers).toMatchObject({ "accept-encoding": "identity", accept: "text/plain" });
  });

  test.for([204, 302])("gives a %d as it is", async (status) => {
    const [response] = await send(status === 204 ? "/none" : "/moved");
    expect([response.status, await response.text()]).toEqual([status, ""]);
  });

  test("fails where no `Response` can have the status", async () => {
    await expect(createNodeFetch()(`${url}/nonsense`, {})).rejects.toThrow(RangeError);
  });

  test("has no body for HEAD", async () => {
    const [response] = await send("/plain", { method: "HEAD" });
    expect(await response.text()).toBe("");
  });

  test.for([
    ["bytes", new Uint8Array([1, 2, 3]), undefined],
    ["a form", new URLSearchParams({ a: "1 2" }), "application/x-www-form-urlencoded;charset=UTF-8"],
    ["a Blob", new Blob(["abc"], { type: "image/png" }), "image/png"],
  ] as const)("sends %s", async ([, body, type]) => {
    const [, request] = await send("/plain", { method: "POST", body });
    expect(request.body).toEqual(Buffer.from(await new Response(body).arrayBuffer()));
    expect(request.headers["content-type"]).toBe(type);
  });

  test("sends parts, with their boundary", async () => {
    const form = new FormData();
    form.append("a", "1");
    form.append("file", new Blob(["abc"]), "b.txt");
    const [, request] = await send("/plain", { method: "POST", body: form });
    const headers = { "Content-Type": `${request.headers["content-type"]}` };
    const read = await new Response(new Uint8Array(request.body), { headers }).formData();
    expect([read.get("a"), (read.get("file") as File).name]).toEqual(["1", "b.txt"]);
  });

  test("keeps its connection, and uses the agent that it is given", async () => {
    const agent = new Agent({ keepAlive: true });
    const fetch = createNodeFetch({ httpAgent: agent });
    const ports = [];
    for (let count = 0; count < 3; count++) {
      const [response, { port }] = await send("/plain", {}, fetch);
      await response.text();
      ports.push(port);
    }
    expect(new Set(ports).size).toBe(1);
    expect(Object.keys(agent.freeSockets)).toHaveLength(1);
    agent.destroy();
  });

  test("sends nothing where the call has ended", async () => {
    seen = [];
    const call = createNodeFetch()(`${url}/plain`, { signal: AbortSignal.abort(new Error("over")) });
    await expect(call).rejects.toThrow("over");
    expect(seen).toEqual([]);
  });

  test("ends with its signal, also in the body", async () => {
    const controller = new AbortController();
    const [response] = await send("/plain", { signal: controller.signal });
    const reading = response.text();
    controller.abort(new Error("over"));
    // What had come already may have been all.
    await reading.then(
      (whole) => expect(whole).toBe(text),
      (error) => expect(error).toBeInstanceOf(Error),
    );
  });

  test("can leave a body unread", async () => {
    const [response] = await send("/plain");
    await response.body?.cancel();
    const [next] = await send("/plain");
    expect(await next.text()).toBe(text);
  });
});
