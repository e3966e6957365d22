import { readDescription } from "@spkey/model";
import { descriptionFile, readDocument } from "@spkey/test-kit";
import { beforeAll, describe, expect, test } from "vitest";
import { readReceived } from "../../src/testing/received.ts";
import { type MatchOptions, setupContract } from "../../src/vitest.ts";

const id = readDescription(await readDocument("command")).operations[0]?.id ?? "";
const right = { done: true, aggregateId: "a", version: 1, event: null, postId: "p", dismissedAt: "now" };
const json = { "Content-Type": "application/json" };
const answer = (body: unknown, status = 200, headers: Record<string, string> = json) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });

/** The same, with its body read. */
function read(response: Response): Response {
  void response.text();
  return response;
}

/** What an assertion says that fails. */
async function failure(received: unknown, options?: MatchOptions, name = id): Promise<string> {
  return expect(received)
    .toMatchContract(name, options)
    .then(
      () => "it passed",
      (error: Error) => error.message,
    );
}

beforeAll(() => setupContract({ spec: descriptionFile("command") }));

describe("a response that keeps the description", () => {
  test("matches, and can be read afterwards", async () => {
    const response = answer(right);
    await expect(response).toMatchContract(id);
    expect(await response.json()).toEqual(right);
    await expect(Promise.resolve(answer(right))).resolves.toMatchContract(id, { status: 200 });
  });

  const rows: readonly { readonly name: string; readonly received: () => unknown }[] = [
    { name: "a status, headers and read JSON", received: () => ({ status: 200, headers: json, body: right }) },
    {
      name: "a text, and the headers of Node.js",
      received: () => ({
        statusCode: 200,
        headers: { ...json, "set-cookie": ["a=1", "b=2"] },
        body: JSON.stringify(right),
      }),
    },
    {
      name: "bytes",
      received: () => ({ status: 200, headers: new Headers(json), body: Buffer.from(JSON.stringify(right)) }),
    },
    { name: "what axios gives", received: () => ({ status: 200, headers: json, data: right }) },
    {
      name: "what supertest gives",
      received: () => ({ status: 200, headers: json, body: { not: "this" }, text: JSON.stringify(right) }),
    },
    {
      name: "a response whose body has been read, with its data",
      received: () => ({ data: right, response: read(answer(right)) }),
    },
  ];
  test.each(rows)("given as $name", async ({ received }) => {
    await expect(received()).toMatchContract(id);
    await expect(expect(received()).not.toMatchContract(id)).rejects.toThrow("as `");
  });
});

describe("a response that breaks the description", () => {
  const rows: readonly { readonly name: string; readonly response: () => unknown; readonly says: string }[] = [
    {
      name: "another type",
      response: () => answer({ ...right, version: "one" }),
      says: "error invalid-body: body/version: must be number, and a text of 3 characters came. Promised at ",
    },
    {
      name: "a field that is missing",
      response: () => answer({ ...right, version: undefined }),
      says: "error invalid-body: body: must have required property 'version'. Promised at ",
    },
    {
      name: "an undocumented status",
      response: () => answer({ error: "e", message: "m" }, 418),
      says: "error undocumented-status: status: a documented status was wanted, and 418 came, which is not documented. Promised at ",
    },
    {
      name: "another media type",
      response: () => answer("<p>", 200, { "Content-Type": "text/html" }),
      says: "error undocumented-media-type: header Content-Type: the media type text/html is not documented",
    },
    { name: "no JSON", response: () => answer("{"), says: "error not-json: body: the body is not JSON" },
    {
      name: "a name that stands twice",
      response: () => answer(`${JSON.stringify(right).slice(0, -1)},"version":2}`),
      says: "error duplicate-key: body/version: stands twice",
    },
    { name: "no body", response: () => answer("", 200, json), says: "error missing-body: body: there is no body" },
  ];
  test.each(rows)("is told: $name", async ({ response, says }) => {
    const said = await failure(response());
    const [headline, ...findings] = said.split("\n");
    expect(headline).toMatch(/^POST \/guards\/\{\w+\}\/dismiss answered \d+, and breaks what `\w+` promises:$/);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(says);
    expect(findings[0]).toMatch(/Promised at \S*command\.yaml:\d+:\d+$/);
    await expect(response()).not.toMatchContract(id);
  });

  test("each finding has a line of its own", async () => {
    const said = await failure(answer({ ...right, done: 1, version: null, extra: true }));
    expect(
      said
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(":").slice(0, 2).join(":")),
    ).toEqual([
      "error invalid-body: body/done",
      "error invalid-body: body/version",
      "warning undocumented-field: body/extra",
    ]);
  });

  test("by what is known where its body is lost", async () => {
    const lost = { response: read(answer(right, 200, { "Content-Type": "text/html" })) };
    expect((await failure(lost)).split("\n")).toEqual([
      expect.any(String),
      expect.stringContaining("error undocumented-media-type"),
    ]);
  });

  test("by a status that was not asked for", async () => {
    const said = await failure(answer({ error: "e", message: "m" }, 404), { status: 200 });
    expect(said).toContain("error unexpected-status: status: 200 was wanted, and 404 came.");
  });

  test("by an undocumented field where it is strict", async () => {
    await expect(answer({ ...right, extra: 1 })).toMatchContract(id);
    expect(await failure(answer({ ...right, extra: 1 }), { strict: true })).toContain(
      "error undocumented-field: body/extra: is not documented",
    );
  });

  test("without a credential in what is said", async () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl";
    const mirrored = { ...right, version: "canary-value", [`Bearer ${token}`]: 1, "canary-key-1": 1 };
    const said = await failure(answer(mirrored), { strict: true, secrets: ["canary-key-1"] });
    expect(said).toContain("undocumented-field: body/***");
    for (const secret of [token, "eyJ", "canary"]) expect(said).not.toContain(secret);
  });
});

describe("what can't be judged", () => {
  const spec = {
    openapi: "3.1.0",
    info: { title: "Pictures", version: "1" },
    paths: {
      "/picture": {
        get: { operationId: "getPicture", responses: { 200: { description: "", content: { "image/png": {} } } } },
      },
    },
  };
  const picture = () => answer("png", 200, { "Content-Type": "image/png" });

  test("is neither kept nor broken", async () => {
    expect(await failure(picture(), { spec }, "getPicture")).toMatch(/can't be judged.*\n {2}not judged: /);
    await expect(expect(picture()).not.toMatchContract("getPicture", { spec })).rejects.toThrow("can't be judged");
    await expect(picture()).toMatchContract("GET /picture", { spec, allowUnjudged: true });
  });

  const rows: readonly { readonly name: string; readonly received: () => unknown; readonly says: string }[] = [
    {
      name: "a body that has been read",
      received: () => read(answer(right)),
      says: "const copy = response.clone()",
    },
    { name: "a body that is lost", received: () => ({ response: read(answer(right)) }), says: "is not beside it" },
    { name: "no response", received: () => undefined, says: "takes a Response" },
    {
      name: "a promise that was not awaited",
      received: () => Promise.resolve(answer(right)),
      says: "takes a Response",
    },
    {
      name: "an error without a response",
      received: () => new RangeError("secret"),
      says: "without a response: RangeError.",
    },
    { name: "a network error", received: () => Response.error(), says: "No answer came" },
  ];
  test.each(rows)("is told, whichever way it is asked for: $name", async ({ received, says }) => {
    expect(await failure(received())).toContain(says);
    await expect(expect(received()).not.toMatchContract(id)).rejects.toThrow(says);
  });
});

test("a body that never ends is told in time", async () => {
  await expect(readReceived(new Response(new ReadableStream()), 20)).rejects.toThrow("has not ended after 0.02 s");
});

describe("a mistake", () => {
  test("in the operation is told with the nearest name", async () => {
    expect(await failure(answer(right), {}, `${id}x`)).toContain(`Did you mean "${id}"?`);
    expect(await failure(answer(right), {}, "somethingElse")).toContain(`It has "${id}"`);
  });

  test("in the options is told", async () => {
    // @ts-expect-error There is no such option.
    expect(await failure(answer(right), { stict: true })).toContain('no option "stict", only spec, status, strict');
  });

  test("in the description is told", async () => {
    await expect(setupContract({ spec: "nowhere.yaml" })).rejects.toThrow("nowhere.yaml can't be read");
    await setupContract({ spec: descriptionFile("command") });
  });
});

test("without a description, the released one is meant, with places in its YAML", async () => {
  await setupContract({});
  const [operation] = readDescription(await readDocument("ours")).operations;
  const said = await failure({ status: 599, headers: {} }, {}, operation?.id);
  expect(said).toMatch(/undocumented-status: .* Promised at \S*openapi\.yaml:\d+:\d+$/);
});
