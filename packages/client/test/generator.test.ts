import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../generator/index.ts";
import { description, operationsNamed } from "./support/description.ts";
import { clientOf, type Sources } from "./support/package.ts";

/** The client of the description, as far as these tests use it. */
type Call = (client: unknown, request?: object, options?: object) => Promise<unknown>;
interface Client {
  readonly createClient: (options: object) => unknown;
  readonly [operation: string]: unknown;
}
type ByPath = Record<"DELETE" | "PATCH", (path: string, init?: object) => Promise<unknown>>;

let sources: Sources;
let built: Client;
let byPath: { readonly createClient: (options: object) => ByPath };
beforeAll(async () => {
  sources = await clientOf(description);
  built = await import(`${sources.folder}/src/index.ts`);
  byPath = await import(`${sources.folder}/src/by-path.ts`);
});
afterAll(() => sources?.remove());

const credentials = { token: "jwt", key: "k y", session: "s;1/+=", login: { username: "ada", password: "p:ä" } };
const thing = { id: "1", name: "n", size: null };

/** Calls an operation of a server that answers so. @returns what was sent, and what came of it */
async function calls(operation: string, request: object | undefined, response: Response, options: object = {}) {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return response;
  };
  const client = built.createClient({ ...credentials, fetch, ...options });
  const [data, thrown] = await (built[operation] as Call)(client, request).then(
    (value) => [value, undefined],
    (error) => [undefined, error],
  );
  return { sent: requests[0], data, thrown };
}

const json = (value: unknown, status = 200) => Response.json(value, { status });

describe("types", () => {
  test("a parameter that is JSON has the type of its value, and an object that names no properties has any", async () => {
    const parameters = [
      {
        in: "query",
        name: "filter",
        content: { "application/json": { schema: { type: "array", items: { type: "number" } } } },
      },
      { in: "query", name: "any", schema: { type: "object" } },
    ];
    const get = { operationId: "find", parameters, responses: {} };
    const { files } = await generate({ ...operationsNamed(), paths: { "/": { get } } }, { name: "n", version: "1" });
    expect(files["schema.ts"]).toMatch(/filter\?: number\[\]/);
    expect(files["schema.ts"]).toMatch(/any\?: Record<string, unknown>/);
  });

  const file = { type: "string", format: "binary" };
  const object = (properties: object) => ({ type: "object", properties });
  test.for([
    { sent: "a part", mediaType: "multipart/form-data", schema: object({ file }), type: "Blob" },
    {
      sent: "parts of one name",
      mediaType: "multipart/form-data",
      schema: object({ file: { type: "array", items: file } }),
      type: "Blob[]",
    },
    {
      sent: "in a part that is JSON",
      mediaType: "multipart/form-data",
      schema: object({ a: object({ file }) }),
      type: "string",
    },
    {
      sent: "in a list in JSON",
      mediaType: "application/json",
      schema: object({ file: { type: "array", items: file } }),
      type: "string[]",
    },
    { sent: "in a form", mediaType: "application/x-www-form-urlencoded", schema: object({ file }), type: "string" },
    { sent: "in JSON", mediaType: "application/json", schema: object({ file }), type: "string" },
  ])("bytes $sent are a $type", async ({ mediaType, schema, type }) => {
    const post = { operationId: "add", requestBody: { content: { [mediaType]: { schema } } }, responses: {} };
    const { files } = await generate({ ...operationsNamed(), paths: { "/": { post } } }, { name: "n", version: "1" });
    expect(/file\?: (.*);/.exec(files["schema.ts"] ?? "")?.[1]).toBe(type);
  });

  test.for([
    { described: ["application/*+json"], sent: '"application/x.example+json", json' },
    { described: ["application/*"], sent: '"application/octet-stream", raw' },
    { described: ["application/*+json", "application/json"], sent: undefined },
  ])("of bodies in $described, what is sent has one media type", async ({ described, sent }) => {
    const content = Object.fromEntries(described.map((mediaType) => [mediaType, { schema: object({}) }]));
    const post = { operationId: "add", requestBody: { content }, responses: {} };
    const { files } = await generate({ ...operationsNamed(), paths: { "/": { post } } }, { name: "n", version: "1" });
    expect(/writeBody\((.*), init\)/.exec(Object.values(files).join("\n"))?.[1]).toBe(sent);
  });

  test("bytes that are a part here, and in JSON there, are either", async () => {
    const schema = object({ file: { $ref: "#/components/schemas/File" } });
    const content = { "multipart/form-data": { schema }, "application/json": { schema } };
    const post = { operationId: "add", requestBody: { content }, responses: {} };
    const document = { ...operationsNamed(), paths: { "/": { post } }, components: { schemas: { File: file } } };
    const { files } = await generate(document, { name: "n", version: "1" });
    expect(files["schema.ts"]).toMatch(/File: Blob \| string;/);
  });

  test.for([
    { mediaType: "multipart/form-data", type: "FormData | Blob" },
    { mediaType: "image/png", type: /content.*image\/png/ },
    { mediaType: "text/plain", type: /content.*text\/plain/ },
  ])("a body of $mediaType that is described as bytes is given as $type", async ({ mediaType, type }) => {
    const content = { [mediaType]: { schema: { type: "string", format: "binary" } } };
    const post = { operationId: "add", requestBody: { required: true, content }, responses: {} };
    const { files } = await generate({ ...operationsNamed(), paths: { "/": { post } } }, { name: "n", version: "1" });
    const [, body] = /readonly body: (.*);/.exec(Object.values(files).join("\n")) ?? [];
    expect(body).toMatch(type);
  });
});

describe("requests", () => {
  test("queries, headers and cookies in their styles", async () => {
    const request = {
      ids: ["a", "b|c"],
      page: { size: 5 },
      where: { colour: "red & blue" },
      "X-Trace": "t-1",
      tab: "x;y",
    };
    const { sent, data } = await calls("listThings", request, json([thing]));
    expect(sent?.url).toBe("https://workshop.test/v1/things?ids=a%7Cb%7Cc&page%5Bsize%5D=5&colour=red%20%26%20blue");
    expect(sent?.headers.get("X-Trace")).toBe("t-1");
    expect(sent?.headers.get("Cookie")).toBe("tab=x%3By");
    expect(sent?.headers.get("Authorization")).toBe("Bearer jwt");
    expect(data).toEqual([thing]);
  });

  test.for([
    { at: [1, 2], path: "/v1/cells/;at=1;at=2" },
    { at: ["a/b"], path: "/v1/cells/;at=a%2Fb" },
  ])("a path in its style: $path", async ({ at, path }) => {
    const { sent } = await calls("getCell", { at }, json(null));
    expect(new URL(sent?.url ?? "").pathname).toBe(path);
  });

  test.for([[[]], ["\ud800"], [undefined]])("refuses %j in a path with a style", async ([at]) => {
    const { sent, thrown } = await calls("getCell", { at }, json(null));
    expect([sent, thrown]).toEqual([
      undefined,
      expect.objectContaining({ kind: "invalid-request", outcome: "not-sent" }),
    ]);
  });

  test("of two parameters of one name, the one that is required keeps it", async () => {
    const { id: _, ...body } = thing;
    const { sent } = await calls("replaceThing", { id: "1", queryId: "2", ...body }, json(thing));
    expect([sent?.method, sent?.url]).toEqual(["PUT", "https://workshop.test/v1/things/1?id=2"]);
    expect(await sent?.json()).toEqual(body);
  });

  test.for([{ username: undefined, password: "p" }, { username: "ada" }, { username: 1, password: "p" }, "ada:p"])(
    "refuses %j for a user name and a password",
    async (login) => {
      const { sent, thrown } = await calls("putRaw", { body: new Uint8Array([1]) }, json(null), { login });
      expect([sent, thrown]).toEqual([undefined, expect.objectContaining({ kind: "invalid-request" })]);
      expect(String(thrown)).toContain("`login`");
    },
  );

  test("a form, without credentials where none are wanted", async () => {
    const { sent, data } = await calls(
      "sendForm",
      { name: "a & b", tags: ["x", "y"] },
      new Response("fine", { headers: { "Content-Type": "text/plain" } }),
    );
    expect(sent?.headers.get("Content-Type")).toBe("application/x-www-form-urlencoded");
    expect(sent?.headers.has("Authorization")).toBe(false);
    expect([await sent?.text(), data]).toEqual(["name=a+%26+b&tags=x&tags=y", "fine"]);
  });

  test("multipart, and an API key in the query", async () => {
    const image = new Response(new Uint8Array([1, 2]), { headers: { "Content-Type": "image/png" } });
    const { sent, data } = await calls("upload", { file: new Blob(["bytes"]), note: { a: 1 } }, image);
    const form = await sent?.formData();
    expect(await new Response(form?.get("file")).text()).toBe("bytes");
    expect(form?.get("note")).toBe('{"a":1}');
    expect(sent?.url).toBe("https://workshop.test/v1/upload?api%20key=k%20y");
    expect(data).toBeInstanceOf(Blob);
    expect((data as Blob).size).toBe(2);
  });

  test("the first alternative of credentials that there are credentials for", async () => {
    const image = new Response("", { headers: { "Content-Type": "image/png" } });
    const { sent } = await calls("upload", { file: new Blob([]) }, image, { key: undefined });
    expect(sent?.url).toBe("https://workshop.test/v1/upload");
    expect(sent?.headers.get("Authorization")).toBe(`Basic ${Buffer.from("ada:p:ä").toString("base64")}`);
  });

  test("bytes, several credentials together, and a stream that is handed over", async () => {
    const events = new Response("data: 1\n\n", { headers: { "Content-Type": "text/event-stream" } });
    const { sent, data } = await calls("putRaw", { body: new Uint8Array([7, 8]) }, events);
    expect(sent?.headers.get("Content-Type")).toBe("application/octet-stream");
    expect([sent?.headers.get("Cookie"), sent?.headers.has("Authorization")]).toEqual(["session=s%3B1/+=", true]);
    expect([...new Uint8Array((await sent?.arrayBuffer()) ?? [])]).toEqual([7, 8]);
    expect(await new Response(data as ReadableStream).text()).toBe("data: 1\n\n");
  });

  test("a +json body names its type", async () => {
    const { sent } = await calls("patchThing", { id: "1", body: { a: null } }, json({ name: "n" }));
    expect(sent?.headers.get("Content-Type")).toBe("application/merge-patch+json");
    expect(await sent?.text()).toBe('{"a":null}');
  });

  test("the user agent", async () => {
    const { sent } = await calls("getPet", undefined, json({ kind: "cat", lives: 9 }));
    expect(sent?.headers.get("User-Agent")).toBe("spkey-client/0.0.0");
  });
});

/** Answers, and what is wrong with them; nothing where they are promised. */
const answers: readonly (readonly [
  operation: string,
  request: object | undefined,
  answer: () => Response,
  problem?: string,
])[] = [
  ["deleteOperation", { id: "1" }, () => new Response(null, { status: 204 })],
  ["deleteOperation", { id: "1" }, () => json({}), "undocumented status"],
  ["getCell", { at: [1] }, () => json(null)],
  ["getCell", { at: [1] }, () => json("x")],
  ["getCell", { at: [1] }, () => json(1), "body: expected string|null, got number"],
  ["listThings", {}, () => json([])],
  ["listThings", {}, () => json([thing, { ...thing, size: 1.5 }]), "1.size: expected integer|null, got number"],
  ["listThings", {}, () => json([{ ...thing, colour: "green", more: 1 }])],
  ["listThings", {}, () => json([{ ...thing, labels: { a: "b" } }])],
  ["listThings", {}, () => json([{ ...thing, labels: { mine: 1 } }]), "0.labels.*: expected string, got number"],
  [
    "patchThing",
    { id: "1", body: {} },
    () => json({ name: "a", children: [{ name: "b", children: [{ name: "c" }] }] }),
  ],
  [
    "patchThing",
    { id: "1", body: {} },
    () => json({ name: "a", children: [{ name: "b", children: [{}] }] }),
    "children.0.children.0.name: expected string, got undefined",
  ],
  ["getPet", undefined, () => json({ kind: "cat", lives: 9 })],
  ["getPet", undefined, () => json({ kind: "dog", lives: 9 }), "barks: expected boolean, got undefined"],
  ["getPet", undefined, () => json({ kind: "parrot", words: 3 })],
  ["getPet", undefined, () => json({ lives: 9 }), "kind: expected string, got undefined"],
  [
    "addThing",
    { name: "n", size: 1, secret: "s" },
    () => json({ title: "an error's shape" }, 202),
    "undocumented status",
  ],
  ["sendForm", { name: "a" }, () => json({}), "unexpected media type application/json"],
];

describe("answers", () => {
  test.for(answers)("%s, row %#", async ([operation, request, answer, problem]) => {
    const { thrown } = await calls(operation, request, answer());
    if (problem === undefined) expect(thrown).toBeUndefined();
    else
      expect(thrown).toMatchObject({
        kind: "malformed-response",
        outcome: "unknown",
        message: expect.stringContaining(problem),
      });
  });

  test.for([
    { operation: "listThings", status: 418, kind: "documented-status" },
    { operation: "listThings", status: 500, kind: "undocumented-status" },
    { operation: "addThing", status: 500, kind: "documented-status" },
  ])("$operation: $status is a $kind", async ({ operation, status, kind }) => {
    const { thrown } = await calls(operation, { name: "n", size: 1, secret: "s" }, json({ title: "t" }, status), {
      retry: false,
    });
    expect(thrown).toMatchObject({ kind, status, operation });
  });

  test("by path, an operation is held to what is unusual of it", async () => {
    const client = byPath.createClient({ ...credentials, fetch: async () => new Response(null, { status: 204 }) });
    expect(await client.DELETE("/things/{id}", { params: { path: { id: "1" } } })).toMatchObject({ data: undefined });
    await expect(client.PATCH("/things/{id}", { params: { path: { id: "1" } }, body: {} })).rejects.toMatchObject({
      kind: "malformed-response",
    });
  });
});

describe("names", () => {
  const named = (...ids: string[]) => generate(operationsNamed(...ids), { name: "n", version: "1" });

  test.for([
    { ids: ["getIt", "get-it"], names: ["getIt", "getItOperation"], renamed: ["get-it"] },
    { ids: ["get-it", "getIt"], names: ["getItOperation", "getIt"], renamed: ["get-it"] },
    { ids: ["getIt", "GetIt"], names: ["getIt", "GetIt2"], renamed: ["GetIt"] },
    { ids: ["a b", "a-b", "a_b"], names: ["aB", "aBOperation", "a_b"], renamed: ["a b", "a-b"] },
    { ids: ["größe", "groesse"], names: ["größe", "groesse"], renamed: [] },
  ])(
    "the operations $ids become the functions $names, with a warning for $renamed",
    async ({ ids, names, renamed }) => {
      const { files, warnings } = await named(...ids);
      const functions = [...(files["operations.ts"] ?? "").matchAll(/^export function (\S+?)\(client/gm)];
      expect(functions.map(([, name]) => name)).toEqual(names);
      expect(warnings.map(({ message }) => /`(.*?)`/.exec(message)?.[1]).toSorted()).toEqual(renamed.toSorted());
      expect(warnings.every(({ pointer }) => /^#\/paths\/~1\d\/get$/.test(pointer))).toBe(true);
    },
  );

  test("no operation takes the name of an export, or of a keyword", async () => {
    const { files } = await named("delete", "createClient", "9lives");
    for (const name of ["deleteOperation", "createClientOperation", "_9lives"]) {
      expect(files["operations.ts"]).toContain(`export function ${name}(`);
    }
  });

  test("no operation takes the name of something that its module uses", async () => {
    const { files } = await generate(description, { name: "n", version: "1" });
    const used = [...(files["operations.ts"] ?? "").matchAll(/^import (?:type )?(?:\* as (\w+)|\{ (.*?) \})/gm)]
      .flatMap(([, whole, parts]) => whole ?? parts?.split(", ") ?? [])
      .map((name) => name.replace("type ", ""));
    expect(used).toEqual(expect.arrayContaining(["Client", "call", "calls", "operations"]));
    const { files: hostile } = await named(...used, "find", "findOperation");
    for (const name of used) expect(hostile["operations.ts"]).toContain(`export function ${name}Operation(`);
    expect(hostile["operations.ts"]).toContain("export function findOperation(");
  });

  test("no operation takes the name of an export of the package", async () => {
    const index: Record<string, unknown> = await import("../dist/index.js");
    const generated: Record<string, unknown> = await import(
      new URL("../dist/generated/operations.js", import.meta.url).href
    );
    const exported = Object.keys(index).filter((name) => !(name in generated));
    expect(exported).toContain("createClient");
    const { files } = await named(...exported);
    for (const name of exported) expect(files["operations.ts"]).toContain(`export function ${name}Operation(`);
  });

  test("a credential that the client does not send is said, at its place", async () => {
    const { warnings } = await generate(description, { name: "n", version: "1" });
    expect(warnings).toContainEqual({
      pointer: "#/components/securitySchemes/certificate",
      message: expect.stringContaining("does not send the security scheme `certificate`"),
    });
  });

  test("of credentials that are sent in one place, one is asked for", async () => {
    const token = { type: "oauth2", flows: {} };
    const generated = await generate(
      {
        openapi: "3.1.0",
        info: { title: "Tokens", version: "1" },
        paths: {
          "/a": { get: { operationId: "two", security: [{ first: [], second: [] }], responses: {} } },
          "/b": { get: { operationId: "other", security: [{ login: [], first: [] }], responses: {} } },
        },
        components: {
          securitySchemes: { first: token, second: token, login: { type: "http", scheme: "basic" } },
        },
      },
      { name: "n", version: "1" },
    );
    expect(generated.files["operations.ts"]).toContain('Client<"first">');
    expect(generated.files["operations.ts"]).toContain('Client<"login">');
    // A token may be good for two schemes; a password is no token.
    expect(generated.warnings).toEqual([
      {
        pointer: "#/components/securitySchemes/first",
        message: expect.stringContaining("together with `login`, which has its place: the header authorization"),
      },
    ]);
  });

  test("what has a default may be left out", async () => {
    const schema = { type: "object", properties: { size: { type: "integer", default: 3 } } };
    const { files } = await generate(
      {
        openapi: "3.1.0",
        info: { title: "Defaults", version: "1" },
        paths: { "/a": { post: { requestBody: { content: { "application/json": { schema } } }, responses: {} } } },
      },
      { name: "n", version: "1" },
    );
    expect(files["schema.ts"]).toMatch(/\bsize\?: number/);
  });

  test("arguments and paths that are called like what is imported import nothing", async () => {
    const names = ["raw", "json", "form", "writeQuery", "asText"];
    const parameters = names.map((name) => ({ name, in: "header", schema: { type: "string" } }));
    const { files } = await generate(
      {
        openapi: "3.1.0",
        info: { title: "Names", version: "1" },
        paths: { "/composite.json/validators.json": { get: { parameters, responses: {} } } },
      },
      { name: "n", version: "1" },
    );
    expect(files["calls.ts"]?.match(/^import .*$/gm)).toEqual(['import type { Call } from "../operation.ts";']);
  });

  test("validators have types of their own below names that lists have as well", async () => {
    const other = { anyOf: [{ type: "object", properties: { a: { type: "string" } } }, { type: "string" }] };
    const schema = { type: "object", required: ["map"], properties: { map: other } };
    const { files } = await generate(
      {
        openapi: "3.1.0",
        info: { title: "Lists", version: "1" },
        paths: {
          "/a": { get: { responses: { "200": { description: "", content: { "application/json": { schema } } } } } },
        },
      },
      { name: "n", version: "1" },
    );
    const text = Object.values(files).find((each) => each.includes("anyOf("));
    expect(text).toContain("map: (value: unknown, place: string) =>");
  });

  test("what is called like what every object has keeps its name", async () => {
    const names = Object.getOwnPropertyNames(Object.prototype);
    const of = (name: string) => ({ type: "object", required: [name], properties: { [name]: { type: "string" } } });
    const { files } = await generate(
      {
        openapi: "3.1.0",
        info: { title: "Objects", version: "1" },
        paths: {},
        components: { schemas: Object.fromEntries(names.map((name) => [name, of(name)])) },
      },
      { name: "n", version: "1" },
    );
    for (const name of names) expect(files["schema.ts"]).toMatch(new RegExp(`\\b${name}: \\{\\s*${name}: string;`));
    expect(files["schema.ts"]).not.toContain("of_this_description");
  });
});
