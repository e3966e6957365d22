import { describe, expect, test } from "vitest";
import { partForm } from "../../src/http/parts.ts";
import { append, lastToken, lookUp, normalize, tokensOf } from "../../src/http/pointer.ts";
import { serverUrl } from "../../src/http/server-url.ts";
import { errorsOf, isExact, isOfClass, lookUpStatus, namesOfStatus, successesOf } from "../../src/http/status.ts";
import { readOperation } from "../describe.ts";

describe("statuses", () => {
  const responses = ["default", "4XX", "404", "200"].map((status) => ({ status }));

  test.for([
    [404, "404"],
    [400, "4XX"],
    [200, "200"],
    [201, "default"],
    [503, "default"],
  ] as const)("%i is described by %s", ([status, want]) => expect(lookUpStatus(responses, status)?.status).toBe(want));

  test("nothing describes a status that no name is for", () => {
    expect(lookUpStatus([{ status: "200" }], 201)).toBeUndefined();
    expect(namesOfStatus(418)).toEqual(["418", "4XX", "default"]);
  });

  test("successes and errors; `default` is a success where there is no other one", () => {
    const names = (list: readonly { status: string }[]) => list.map(({ status }) => status);
    expect(names(successesOf(responses))).toEqual(["200"]);
    expect(names(successesOf([{ status: "default" }, { status: "404" }]))).toEqual(["default"]);
    expect(names(errorsOf(responses))).toEqual(["default", "4XX", "404"]);
    expect([isExact("200"), isExact("2XX"), isOfClass("5XX", 4, 5), isOfClass("302", 2)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("pointers", () => {
  test.for([
    [["paths", "/locks/{id}", "get"], "#/paths/~1locks~1%7Bid%7D/get"],
    [["a~b", "c%d", "", "é"], "#/a~0b/c%25d//%C3%A9"],
    [["~1"], "#/~01"],
    [[], "#"],
  ] as const)("%j is %s", ([tokens, pointer]) => {
    expect(append("#", ...tokens)).toBe(pointer);
    expect(tokensOf(pointer)).toEqual(tokens);
  });

  test("other spellings mean the same", () => {
    expect(normalize("#/components/schemas/a b")).toBe("#/components/schemas/a%20b");
    expect(normalize("#/100%")).toBe("#/100%25");
    expect(lastToken("#/components/schemas/Lock%20key")).toBe("Lock key");
  });

  test("lead to own properties only", () => {
    expect(lookUp({ a: [{ b: null }] }, "#/a/0/b")).toBeNull();
    expect(lookUp({}, "#/toString")).toBeUndefined();
    expect(lookUp({ a: "text" }, "#/a/length")).toBeUndefined();
  });
});

describe("serverUrl", () => {
  const variables = [
    { name: "region", default: "eu", enum: ["eu", "us"] },
    { name: "port", default: "443", enum: [] },
  ];

  test.for([
    [{ url: "https://{region}.locks.test:{port}/v1/", variables }, {}, "https://eu.locks.test:443/v1"],
    [{ url: "https://{region}.locks.test", variables }, { region: "us" }, "https://us.locks.test"],
    [{ url: "https://{unknown}.locks.test", variables: [] }, {}, "https://{unknown}.locks.test"],
    [{ url: "/", variables: [] }, {}, ""],
    [{ url: "/v2", variables: [] }, {}, "/v2"],
    [undefined, {}, ""],
  ] as const)("%j", ([server, values, want]) => expect(serverUrl(server, values)).toBe(want));
});

describe("partForm", () => {
  const file = { type: "string", format: "binary" };
  const { operation } = readOperation({
    requestBody: {
      content: {
        "multipart/form-data": {
          schema: {
            type: "object",
            properties: {
              note: { type: "string" },
              count: { type: ["integer", "null"] },
              owner: { type: "object" },
              owners: { type: "array", items: { type: "object" } },
              tags: { type: "array", items: { type: "string" } },
              plan: file,
              photos: { type: "array", items: file },
              scan: { type: "string", contentMediaType: "image/png" },
              list: { type: "array", items: { type: "string" } },
            },
          },
          encoding: {
            scan: { contentType: "image/png, image/jpeg" },
            list: { contentType: "application/json" },
            tags: { style: "pipeDelimited", explode: false },
          },
        },
      },
    },
    responses: {},
  });
  const [media] = operation.requestBody?.content ?? [];

  test.for([
    ["note", { contentType: "text/plain", explicit: false, file: false, repeated: false }],
    ["count", { contentType: "text/plain", file: false }],
    ["owner", { contentType: "application/json", file: false }],
    ["owners", { contentType: "application/json", repeated: true }],
    ["tags", { contentType: "text/plain", style: { style: "pipeDelimited", explode: false, allowReserved: false } }],
    ["plan", { contentType: "application/octet-stream", file: true }],
    ["photos", { contentType: "application/octet-stream", file: true, repeated: true }],
    ["scan", { contentType: "image/png", explicit: true, file: true }],
    ["list", { contentType: "application/json", explicit: true, repeated: false }],
    ["unknown", { contentType: "application/octet-stream", file: false, repeated: true }],
  ] as const)("%s", ([name, want]) => {
    if (!media) throw new Error("There is no media type.");
    expect(partForm(media, name)).toMatchObject({ name, ...want });
  });
});
