import { readDescription } from "@spkey/model";
import { chooseSubject } from "@spkey/release/subject";
import { describe, expect, test } from "vitest";
import { mistakesOf } from "./mistakes.ts";

const object = {
  type: "object",
  required: ["title"],
  properties: { title: { type: "string" }, note: { type: "string" } },
};
const json = (status: number | string, more: object = {}) => ({
  [status]: { description: "An answer.", content: { "application/json": { schema: object, ...more } } },
});
const body = (mediaType: string) => ({ required: true, content: { [mediaType]: { schema: object } } });
const schemes = {
  token: { type: "http", scheme: "bearer" },
  login: { type: "http", scheme: "basic" },
  key: { type: "apiKey", in: "header", name: "X-Key" },
  session: { type: "apiKey", in: "cookie", name: "session" },
  certificate: { type: "mutualTLS" },
};

/** What is chosen of these operations, whose names are those of the object. */
function choose(operations: Readonly<Record<string, object>>) {
  const paths = Object.entries(operations).map(([operationId, operation]) => [
    `/${operationId}`,
    { post: { operationId, ...operation } },
  ]);
  return chooseSubject(
    readDescription({
      openapi: "3.1.1",
      info: { title: "Plants", version: "1.0.0" },
      paths: Object.fromEntries(paths),
      components: { securitySchemes: schemes },
    }),
  );
}

const plain = { responses: json(200) };
const none = { responses: { 204: { description: "Nothing." } } };
const bytes = { responses: { 200: { description: "A picture.", content: { "image/png": {} } } } };

describe("the operation that programs call is", () => {
  test.for([
    { name: "the first, of equal ones", given: { first: plain, second: plain }, want: "first" },
    { name: "one that answers JSON", given: { none, plain }, want: "plain" },
    {
      name: "one that answers JSON before one that takes it",
      given: { none: { ...none, requestBody: body("application/json") }, plain },
      want: "plain",
    },
    {
      name: "one that takes JSON",
      given: { plain, command: { ...plain, requestBody: body("application/json") } },
      want: "command",
    },
    {
      name: "one with a documented error",
      given: { plain, failing: { responses: { ...json(200), ...json(404) } } },
      want: "failing",
    },
    {
      name: "one that needs credentials",
      given: { plain, secured: { ...plain, security: [{ key: [] }] } },
      want: "secured",
    },
    {
      name: "one that needs no cookie",
      given: { cookie: { ...plain, security: [{ session: [] }] }, plain },
      want: "plain",
    },
    {
      name: "one whose answer is written",
      given: { plain, written: { responses: json(200, { example: { title: "Fern" } }) } },
      want: "written",
    },
    { name: "any, where none answers JSON", given: { none }, want: "none" },
    {
      name: "none that takes a form",
      given: { form: { ...plain, requestBody: body("multipart/form-data") } },
      want: undefined,
    },
    { name: "none that answers bytes first", given: { bytes }, want: undefined },
    {
      name: "none whose credentials the client can't send",
      given: { secured: { ...plain, security: [{ certificate: [] }] } },
      want: undefined,
    },
    { name: "none, where there is none", given: {}, want: undefined },
  ])("$name", ({ given, want }) => {
    expect(choose(given)?.signature.operation.id).toBe(want);
  });
});

describe("of an operation is known", () => {
  test("the lowest success, which the mock answers, and the last 4xx that is not sent again", () => {
    const responses = { ...json(201), ...json(200), ...json(400), ...json(404), ...json(429), ...json(500) };
    const subject = choose({ only: { responses } });
    expect([subject?.success.status, subject?.error?.status]).toEqual([200, 404]);
  });

  test("no error, where a range alone is documented", () => {
    expect(
      choose({ only: { responses: { ...json(200), ...json("4XX"), ...json("default") } } })?.error,
    ).toBeUndefined();
  });

  test.for([
    { name: "none", security: [], want: [] },
    { name: "all of one alternative", security: [{ token: [], key: [] }], want: ["token", "key"] },
    { name: "an alternative before none", security: [{}, { key: [] }], want: ["key"] },
    { name: "an alternative that can be sent", security: [{ certificate: [] }, { login: [] }], want: ["login"] },
    { name: "not two for one header", security: [{ token: [], login: [] }, { key: [] }], want: ["key"] },
  ])("which credentials it takes: $name", ({ security, want }) => {
    const subject = choose({ only: { ...plain, security } });
    expect(Object.keys(subject?.credentials.options ?? { missing: true })).toEqual(want);
  });

  test("a secret in each form in which a log could show it", () => {
    const subject = choose({ only: { ...plain, security: [{ login: [] }] } });
    expect(subject?.credentials.secrets).toEqual([
      "login-that-must-stay-secret",
      btoa("ada:login-that-must-stay-secret"),
    ]);
  });
});

describe("mistakes in calls of it", () => {
  const skipped = (operation: object) => {
    const subject = choose({ only: operation });
    if (!subject) throw new Error("Nothing was chosen.");
    return mistakesOf(subject).flatMap((mistake) => ("skipped" in mistake ? [mistake.name] : []));
  };

  test("are all there, where it has all kinds of parts", () => {
    const responses = { ...json(200), ...json(404) };
    expect(skipped({ responses, requestBody: body("application/json"), security: [{ key: [] }] })).toEqual([]);
  });

  test("are named, where it has nothing that could be wrong in this way", () => {
    expect(skipped(none)).toEqual([
      "an argument that is missing",
      "an argument of another type",
      "a property of the answer of another type",
      "a property of the answer that may be absent or null",
      "a property of a documented error of another type",
      "a credential that is missing",
    ]);
  });

  test("are not made of credentials that another alternative does without", () => {
    const security = [{ token: [], key: [] }, { token: [] }];
    expect(skipped({ ...plain, security })).toContain("a credential that is missing");
  });
});
