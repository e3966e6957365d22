import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Operation } from "@spkey/model";
import type { Recorded } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { samplesOf } from "../src/index.ts";
import { workshop, workshopDocument } from "./fixtures.ts";
import { type Part, partsOf } from "./parts.ts";
import { forms, programOf } from "./programs.ts";
import { useStage } from "./stage.ts";
import { execute, findToolchains, runProgram } from "./toolchains.ts";

const runnables = await findToolchains();
const sampleOf = (operation: Operation, id: string) =>
  samplesOf(workshop, operation).find(({ language }) => language === id);

const stage = useStage((_, name) => ({ status: name.endsWith("-refused") ? 403 : 200, body: "{}" }), workshopDocument);

const cookies = ({ headers }: Recorded) => (headers.cookie ?? "").split("; ").toSorted();
const text = ({ body }: Recorded) => body.toString();
const type = ({ headers }: Recorded) => headers["content-type"]?.split(";")[0];
const photo = "000102fafbfc";
const partOf = (parts: readonly Part[], name: string) => parts.find((part) => part.name === name);

/** What must arrive, operation by operation. */
const wanted: Record<string, (request: Recorded, language: string) => unknown> = {
  getPlain: ({ method, target, body }) => expect([method, target, body.length]).toEqual(["GET", "/plain", 0]),
  deletePlain: ({ method, target, body }) => expect([method, target, body.length]).toEqual(["DELETE", "/plain", 0]),
  getQuery: ({ target }) =>
    expect([...new URL(`http://server${target}`).searchParams]).toEqual([
      ["list", "a b"],
      ["list", "c&d"],
      ["csv", "a,b"],
      ["pipes", "a|b"],
      ["deep[from]", "1"],
      ["deep[to]", "x y"],
      ["filter", '{"a":[1]}'],
    ]),
  getDefaults: ({ target, headers }) => {
    const { pathname, searchParams } = new URL(`http://server${target}`);
    expect(pathname).toBe("/defaults/x,y%20z");
    expect([...searchParams]).toEqual([
      ["tags", "a b"],
      ["tags", "c&d"],
      ["page", "2"],
      ["deep[from]", "1"],
    ]);
    expect(headers["x-list"]).toBe("a,b");
  },
  getPath: ({ target }) => expect(target).toBe("/path/.a,b/;matrix=m%2Fn/x,y%20z"),
  getHeaders: (request) => {
    expect(request.headers["x-list"]).toBe("a,b");
    expect(cookies(request)).toEqual(["colour=dark%20blue", "session=the/session+==", "size=3"]);
  },
  postForm: (request) => {
    expect(type(request)).toBe("application/x-www-form-urlencoded");
    // Go sorts them.
    expect([...new URLSearchParams(text(request))].toSorted()).toEqual([
      ["n", "1"],
      ["name", "Ada & co"],
      ["tags", "x"],
      ["tags", "y=z"],
    ]);
  },
  postMultipart: (request, id) => {
    expect(type(request)).toBe("multipart/form-data");
    const parts = partsOf(request);
    expect(parts.map(({ name, content }) => [name, content.toString()])).toEqual([
      ["title", `It's "it"; $HOME #{x}`],
      ["meta", '{"a":1}'],
      ["photo", Buffer.from(photo, "hex").toString()],
    ]);
    expect(partOf(parts, "photo")).toMatchObject({ fileName: "photo.bin", content: Buffer.from(photo, "hex") });
    expect(partOf(parts, "title")).not.toHaveProperty("contentType");
    if (id !== "typescript") expect(partOf(parts, "meta")).toMatchObject({ contentType: "application/json" });
  },
  putText: (request) =>
    expect([request.method, type(request), text(request)]).toEqual(["PUT", "text/plain", "one\n'two' `three` $4"]),
  patchBinary: (request) =>
    expect([request.method, type(request), request.body.toString("hex")]).toEqual([
      "PATCH",
      "application/octet-stream",
      photo,
    ]),
  postXml: (request) => expect([type(request), text(request)]).toEqual(["application/xml", "<a b='c'>$d</a>"]),
  postVendor: (request) =>
    expect([type(request), JSON.parse(text(request))]).toEqual(["application/vnd.x+json", [1, "two"]]),
  postSeveral: (request) =>
    expect([type(request), JSON.parse(text(request))]).toEqual(["application/json", { a: null }]),
  postMore: (request) =>
    expect(JSON.parse(text(request))).toEqual({
      rows: [{ a: 1 }, { id: 7, a: 1, "b c": true }, { inner: { x: 1 }, id: 8, z: { z: 1 } }, { inner: { id: 9 } }],
      free: { y: 1 },
    }),
  postFlat: (request) => expect([request.target, JSON.parse(text(request))]).toEqual(["/flat?q=x", { a: 1 }]),
  getBasic: ({ headers }) => expect(headers.authorization).toBe(`Basic ${btoa("ada:pass:word")}`),
  getKey: ({ target }) =>
    expect([...new URL(`http://server${target}`).searchParams]).toEqual([
      ["q", "x"],
      ["api key", "k&y"],
    ]),
  getKeyAlone: ({ target }) =>
    expect([...new URL(`http://server${target}`).searchParams]).toEqual([["api key", "k&y"]]),
  getEither: ({ headers }) => expect(headers.authorization).toBe("Bearer the-token"),
  getCertificate: ({ target }) => expect(target).toBe("/certificate"),
};

const secrets: Readonly<Record<string, string>> = {
  MY_WORKSHOP_USERNAME: "ada",
  MY_WORKSHOP_PASSWORD: "pass:word",
  MY_WORKSHOP_KEY: "k&y",
  MY_WORKSHOP_SESSION: "the/session+==",
  MY_WORKSHOP_TOKEN: "the-token",
};

test("every operation of the workshop has something to want", () => {
  expect(Object.keys(wanted).toSorted()).toEqual(workshop.operations.map(({ id }) => id).toSorted());
});

const sendings = workshop.operations.flatMap((operation) => forms.map((form) => ({ operation, form })));

describe.each(runnables)("$id", ({ id, run }) => {
  test.for(sendings)("$operation.id, as $form", { skip: run.length === 0 }, async ({ operation, form }) => {
    const name = `${id}-${form}-${operation.id}`;
    const chosen = { description: workshop, operation, language: id, form };
    const program = programOf(chosen, stage.url(name), (variable) => secrets[variable] ?? "");
    expect(await runProgram(stage.folder, { ...program, name, run }), program.code).toMatchObject({
      code: 0,
      stderr: "",
    });
    const [request, ...more] = stage.of(name);
    expect(more).toEqual([]);
    if (!request) throw new Error("Nothing arrived.");
    await wanted[operation.id]?.(request, id);
  });

  const key = workshop.operations.filter(({ id: each }) => each === "getKeyAlone");
  const refused = key.flatMap((operation) => forms.map((form) => ({ operation, form })));

  test.for(refused)(
    "as $form, a key in the query is not told when it is refused",
    { skip: run.length === 0 },
    async (each) => {
      const name = `${id}-${each.form}-refused`;
      const program = programOf({ ...each, description: workshop, language: id }, stage.url(name), () => "hush-hush");
      const { code, stdout, stderr } = await runProgram(stage.folder, { ...program, name, run });
      expect(code).not.toBe(0);
      expect(stage.of(name).length).toBe(1);
      expect(stdout + stderr).toContain("403");
      expect(stdout + stderr).not.toContain("hush-hush");
    },
  );
});

test("what can't be shown is said in the sample", () => {
  const notes = Object.fromEntries(
    workshop.operations.map((operation) => [operation.id, samplesOf(workshop, operation)[0]?.notes]),
  );
  expect(notes).toMatchObject({
    getPlain: [],
    postSeveral: ["The body may also be application/xml."],
    getEither: ["Other credentials are accepted as well; see the description."],
    getCertificate: ["The credential `certificate` (mutualTLS) is not shown."],
  });
});

test("TypeScript's samples are as the types of the client want them", async () => {
  const checks = runnables.find(({ id }) => id === "typescript")?.checks ?? [];
  const { command = [] } = checks.find(({ command }) => command.includes("--noEmit")) ?? {};
  const files = sendings.map(({ operation, form }) => join(stage.folder, `${operation.id}-${form}.ts`));
  for (const [index, { operation, form }] of sendings.entries()) {
    await writeFile(files[index] ?? "", sampleOf(operation, "typescript")?.[form] ?? "");
  }
  // All at once, since the compiler takes seconds for the client.
  const compile = command.flatMap((word) => (word === "$" ? files : [word]));
  expect(await execute(compile, { cwd: stage.folder })).toMatchObject({ code: 0, stdout: "" });
});

test("TypeScript shows every operation, and says nothing that the others do not", () => {
  for (const operation of workshop.operations) {
    expect(sampleOf(operation, "typescript")?.notes).toEqual(sampleOf(operation, "curl")?.notes);
  }
});

test.for([
  { id: "postSeveral", mediaType: "application/xml", body: "<a/>", note: "The client sends application/json" },
  { id: "postFlat", mediaType: "application/json", body: ["a"], note: "The client takes the properties of a body" },
  { id: "postFlat", mediaType: "application/json", body: { q: 1 }, note: "The client takes the properties of a body" },
])("TypeScript says that it can't show $body as the body of $id", ({ id, mediaType, body, note }) => {
  const operation = workshop.operations.find((each) => each.id === id);
  if (!operation) throw new Error(`The workshop has no ${id}.`);
  const parameters = { path: {}, query: id === "postFlat" ? { q: "x" } : {}, header: {}, cookie: {} };
  const samples = samplesOf(workshop, operation, { parameters, mediaType, body });
  const { notes = [], code = "", script = "" } = samples.find(({ language }) => language === "typescript") ?? {};
  expect(notes.join()).toContain(note);
  expect(code + script).not.toContain(JSON.stringify(body));
  expect(samples.find(({ language }) => language === "curl")?.notes.join()).not.toContain("The client");
});
