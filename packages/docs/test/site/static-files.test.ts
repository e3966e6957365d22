import { readFile, rm, writeFile } from "node:fs/promises";
import { type IncomingMessage, request as send } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { openRawConnection } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { headersAt, policyOf } from "../../src/site/policy.ts";
import type { Docs } from "../../src/site/serve.ts";
import { type MadeSite, makeSite } from "../made-site.ts";

const operation = (id: string) => ({ get: { operationId: id, summary: `Call ${id}`, responses: {} } });
const document = {
  openapi: "3.1.0",
  info: { title: "Doors", version: "1" },
  paths: {
    "/doors": operation("listDoors"),
    "/Doors": operation("ListDoors"),
    "/turen": operation("türenZeigen"),
    "/doa": operation("ドア一覧"),
  },
};

describe.for(["/", "/docs/v2/"])("a site at %s", (base) => {
  let site: MadeSite;
  let docs: Docs;
  beforeAll(async () => {
    site = await makeSite(document, { BASE_PATH: base });
    docs = await site.serve();
  });
  afterAll(() => site?.remove());

  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${docs.url}${path}`, { redirect: "manual", headers: { "Accept-Encoding": "identity" }, ...init });

  test.for([
    { path: "/", type: "text/html" },
    { path: "/operations/listDoors/", type: "text/html" },
    { path: "/operations/listDoors/index.md", type: "text/markdown" },
    { path: "/openapi.json", type: "application/json" },
    { path: "/openapi.yaml", type: "application/yaml" },
    { path: "/llms.txt", type: "text/plain" },
    { path: "/icon.svg", type: "image/svg+xml" },
  ])("$path is answered as $type, with the policy's headers", async ({ path, type }) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    for (const [name, value] of Object.entries(headersAt(policyOf({}), path))) {
      expect(response.headers.get(name), name).toBe(value);
    }
  });

  test("ids that differ in case, or are in other scripts, have a page each", async () => {
    const list = await (await get("/search/pages.json")).json();
    const urls = list.pages.map(([url]: [string]) => url).filter((url: string) => url.startsWith("operations/"));
    expect(new Set(urls.map((url: string) => url.toLowerCase())).size).toBe(Object.keys(document.paths).length);
    const titles = await Promise.all(
      urls.map(async (url: string) => /<h1>([^<]*)<\/h1>/.exec(await (await get(`/${url}`)).text())?.[1]),
    );
    expect(titles.toSorted()).toEqual(
      Object.values(document.paths)
        .map(({ get: { summary } }) => summary)
        .toSorted(),
    );
  });

  test.for([
    { path: "/operations/listDoors", to: "operations/listDoors/" },
    { path: "/operations/listDoors?a=1", to: "operations/listDoors/?a=1" },
    { path: "//operations/listDoors", to: undefined },
    { path: "/errors", to: "errors/" },
  ])("$path is redirected to $to", async ({ path, to }) => {
    const response = await get(path);
    if (to === undefined) return expect([301, 404]).toContain(response.status);
    expect(response.status).toBe(301);
    expect(response.headers.get("location")).toBe(`${base}${to}`);
  });

  test("no redirect leads to another host", async () => {
    for (const path of ["//operations", "//operations/../errors", "/%2foperations", "/%5coperations"]) {
      const location = (await get(path)).headers.get("location");
      if (location !== null) expect(new URL(location, "http://here").host, path).toBe("here");
    }
  });

  test.for(["/nowhere", "/deep/down/below/", "/operations/nothing/", "/openapi.json/", "/operations/%", "/a%00b"])(
    "%s is answered by the 404 page, whose addresses are right at any depth",
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      const html = await response.text();
      expect(html).toContain("There is no such page");
      expect(html).toContain(`src="${base}assets/`);
      expect(html).toContain(`<a href="${base}">overview</a>`);
      expect(response.headers.get("content-security-policy")).not.toBeNull();
    },
  );

  test.for([
    "/.nojekyll",
    "/_headers",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/operations%2f..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
  ])("%s is nobody's business", async (path) => {
    await writeFile(`${site.folder}/../secret.txt`, "secret");
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("secret");
  });

  test("a request that is sent as it is can't leave the folder", async () => {
    await writeFile(`${site.folder}/../secret.txt`, "secret");
    for (const path of [`${base}../secret.txt`, `${base}operations/../../secret.txt`, `${base}./../secret.txt`]) {
      await using connection = await openRawConnection(docs.port);
      connection.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      const [response] = await connection.read({ until: { responses: 1 } });
      expect(response?.status, path).toBe(404);
      expect(response?.body).not.toContain("secret");
    }
  });

  test.for([
    { accepts: "gzip, deflate, br", want: "br" },
    { accepts: "gzip", want: "gzip" },
    { accepts: "br;q=0, gzip;q=0.5", want: "gzip" },
    { accepts: "identity", want: null },
    { accepts: "*;q=0", want: null },
  ])("who accepts '$accepts' gets $want", async ({ accepts, want }) => {
    const { status, headers, body } = await getCoded(`${docs.url}/index.html`, { "Accept-Encoding": accepts });
    expect(status).toBe(200);
    expect(headers["content-encoding"] ?? null).toBe(want);
    expect(headers["vary"]).toBe("Accept-Encoding");
    expect(Number(headers["content-length"])).toBe(body.length);
    const plain = want === "br" ? brotliDecompressSync(body) : want === "gzip" ? gunzipSync(body) : body;
    expect(plain.toString("utf8")).toBe(await readFile(`${site.folder}/index.html`, "utf8"));
  });

  test("a file that has not changed is not sent again; a new build shows", async () => {
    const first = await get("/llms.txt");
    const tag = first.headers.get("etag") ?? "";
    const again = await get("/llms.txt", { headers: { "If-None-Match": tag } });
    expect(again.status).toBe(304);
    expect(again.headers.get("cache-control")).toBe("no-cache");
    await writeFile(`${site.folder}/llms.txt`, "new");
    const changed = await get("/llms.txt", { headers: { "If-None-Match": tag } });
    expect([changed.status, await changed.text()]).toEqual([200, "new"]);
  });

  test("HEAD has the headers of GET; anything else is refused", async () => {
    const head = await get("/", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const post = await get("/", { method: "POST", body: "x" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

test("a site that is not there any more is an error of the request, not of the server", async () => {
  const site = await makeSite(document);
  const docs = await site.serve();
  await rm(site.folder, { recursive: true });
  expect((await fetch(docs.url)).status).toBe(404);
  await site.remove();
});

/** `fetch` would undo the coding. */
function getCoded(url: string, headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  send(url, { headers }, resolve).on("error", reject).end();
  return promise.then(async (response) => ({
    status: response.statusCode,
    headers: response.headers,
    body: await buffer(response),
  }));
}
