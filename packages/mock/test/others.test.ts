import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { descriptionFile, descriptions } from "@spkey/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { startMock } from "../dist/index.js";
import { exampleOf, send, statusesOf } from "./requests.ts";

type Document = Readonly<Record<string, unknown>>;

/**
 * Other people's descriptions; all but the museum are in a package of examples. Ours, and those of every kind, are called by
 * the contract cases.
 */
const names = [
  "inn",
  "museum",
  "3.1/json/train-travel",
  "3.0/json/petstore",
  "3.1/json/petstore",
  "3.0/json/petstore-expanded",
  "3.1/json/webhooks",
  "3.0/json/callbacks",
  "3.0/json/circular",
  "3.0/json/schema-circular",
  "3.0/json/security",
  "3.1/json/security",
  "3.0/json/security-multiple",
  "3.0/json/parameters-style",
  "3.1/json/parameters-style",
  "3.0/json/parameters-common",
  "3.0/json/parameters-cookies",
  "3.0/json/form-data",
  "3.0/json/file-uploads",
  "3.0/json/http-status-codes",
  "3.0/json/response-multiple-mediatypes",
  "3.0/json/star-trek",
  "3.0/json/uspto",
];

/** The status of an answer to a valid request: the first success; one without any is not documented at all. */
function successOf(statuses: ReturnType<typeof statusesOf>): number {
  const codes = statuses.map(({ code }) => code).toSorted((a, b) => a - b);
  const success = codes.find((code) => code >= 200 && code < 300);
  if (success !== undefined) return success;
  return statuses.some(({ documented }) => documented === "default") ? 200 : (codes.find((code) => code >= 200) ?? 501);
}

function fileOf(name: string): string {
  const own = descriptions.find((each) => each.name === name);
  if (own) return descriptionFile(own.name);
  return fileURLToPath(import.meta.resolve(`@readme/oas-examples/${name}.json`));
}

async function serve(description: string | object) {
  const mock = await startMock({ description });
  onTestFinished(() => mock.stop());
  return mock;
}

test("300 operations, of a parsed description: the first and the last answer", async () => {
  const operations = Array.from({ length: 300 }, (_, i) => [
    `/things${i}/{id}`,
    {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 200: { description: "It.", content: { "application/json": { example: { number: i } } } } },
      },
    },
  ]);
  const info = { title: "Things", version: "1" };
  const { url } = await serve({ openapi: "3.0.3", info, paths: Object.fromEntries(operations) });
  for (const i of [0, 299]) {
    const response = await fetch(`${url}/things${i}/1`);
    expect([response.status, await response.json()]).toEqual([200, { number: i }]);
  }
});

test("a description at a URL", async () => {
  const server = createServer((_, response) => void readFile(fileOf("museum")).then((yaml) => response.end(yaml)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { url } = await serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/museum.yaml`); // It listens on TCP.
  expect(await (await fetch(`${url}/files/plan.png`)).text()).toBe("bytes");
});

describe.for(names)("%s", (name) => {
  test("every operation answers its success and each of its errors", { timeout: 120_000 }, async () => {
    const file = fileOf(name);
    const description = readDescription(parse(await readFile(file, "utf8")) as Document); // It is an object.
    const { url } = await serve(file);
    const wrong: string[] = [];
    for (const operation of description.operations) {
      const request = exampleOf(description, operation);
      const statuses = statusesOf(operation);
      const of = `${operation.method} ${operation.path}`;
      const success = successOf(statuses);
      const { status, headers, body } = await send(url, request);
      if (status !== success) wrong.push(`${of} ${success}: ${status} ${headers["sl-violations"] ?? body}`);
      for (const { code } of statuses.filter(({ code }) => code >= 200)) {
        const answer = await send(url, { ...request, headers: { ...request.headers, Prefer: `code=${code}` } });
        if (answer.status !== code) wrong.push(`${of} ${code}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    // What has webhooks only has no operation to call.
    expect((await send(url, { method: "GET", target: "/no/such/path", headers: {}, body: undefined })).status).toBe(
      404,
    );
  });
});
