import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createClient } from "@spkey/client";
import { type Mock, startMock } from "@spkey/mock";
import { readDescription, type SecurityScheme } from "@spkey/spec";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Case, casesOf } from "../src/cases.ts";
import { createValidator } from "../src/validator.ts";

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
const validate = createValidator(description);
const cases = casesOf(description);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

/** Something that Prism found wrong, as its `sl-violations` header tells it. */
interface Violation {
  readonly location: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** The call of a case by the built client, whose types know the operations one by one, and not as data. */
type Call = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

async function run({ operation, parameters, body, prefer, without }: Case) {
  const client = createClient({
    bearerToken: "token-for-tests",
    apiKey: "key-for-tests",
    baseUrl: mock.url,
    fetch: (url, init) => {
      const request = new Request(url, init);
      return fetch(without ? removeCredential(request, without) : request);
    },
  });
  const { data, error, response } = await (client.request as Call)(operation.method.toLowerCase(), operation.path, {
    params: parameters,
    body,
    headers: prefer === undefined ? {} : { Prefer: `code=${prefer}` },
  });
  const violations: Violation[] = JSON.parse(response.headers.get("sl-violations") ?? "[]");
  const mediaType = response.headers.get("Content-Type")?.split(";")[0]?.trim() ?? "";
  return { answer: { status: response.status, mediaType, body: data ?? error }, violations };
}

function removeCredential(request: Request, { type, in: location, name = "" }: SecurityScheme): Request {
  if (type === "apiKey" && location === "query") {
    const url = new URL(request.url);
    url.searchParams.delete(name);
    return new Request(url, request);
  }
  request.headers.delete(type === "apiKey" ? (location === "cookie" ? "Cookie" : name) : "Authorization");
  return request;
}

test("every operation has cases", () => {
  expect(description.operations.length).toBeGreaterThan(0);
  for (const operation of description.operations) {
    const own = cases.filter((candidate) => candidate.operation === operation);
    expect(own.length).toBeGreaterThanOrEqual(1 + operation.responses.length);
  }
});

describe("the built client against the mock", () => {
  test.for(cases)("$name", async (candidate) => {
    const { operation, wanted } = candidate;
    const { answer, violations } = await run(candidate);

    // The verdict of Prism, and not only the status that it chose.
    if (wanted.violation) {
      const { code, mentions } = wanted.violation;
      expect(violations).toContainEqual(expect.objectContaining({ code, message: expect.stringContaining(mentions) }));
      expect(violations).toHaveLength(1);
    } else {
      expect(violations).toEqual([]);
    }
    const documented = operation.responses.filter(({ status }) => wanted.statuses.includes(Number(status)));
    if (documented.length > 0) {
      expect(documented.map(({ status }) => Number(status))).toContain(answer.status);
      // An answer of the API by an independent judge, and so none of the mock's own, which are problem documents.
      expect(validate(operation, answer)).toEqual([]);
    } else {
      expect(wanted.statuses).toContain(answer.status);
      expect(answer.mediaType, "the mock speaks for itself where the description is silent").toBe(
        "application/problem+json",
      );
    }
  });
});
