import type { Operation } from "@spkey/spec";
import { describe, expect, test } from "vitest";
import { languages, samplesOf } from "../dist/index.js";
import { workshop } from "./fixtures.ts";
import type { Recorded } from "./recorder.ts";
import { useStage } from "./stage.ts";
import { findToolchains, runProgram } from "./toolchains.ts";

const runnables = await findToolchains();
const sampleOf = (operation: Operation, id: string) =>
  samplesOf(workshop, operation).find(({ language }) => language === id);

/** The client that TypeScript uses is another API's, with other credentials, and says itself what it does not write. */
const shownIn = (id: string) =>
  workshop.operations.filter(
    (operation) =>
      id !== "typescript" ||
      (operation.security.length === 0 &&
        !sampleOf(operation, id)?.notes.some(
          (note) => note.startsWith("The client does not") || note.startsWith("The client writes"),
        )),
  );

const stage = useStage(() => ({ status: 200, body: "{}" }));

/** Parsed, since boundaries and the order of encodings are each language's own. */
async function formOf({ headers, body }: Recorded): Promise<[string, string][]> {
  const type = headers["content-type"] ?? "";
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
  return Promise.all(
    [...form].map(
      async ([name, value]): Promise<[string, string]> => [name, typeof value === "string" ? value : await hex(value)],
    ),
  );
}

const hex = async (file: File) => `${file.name}: ${Buffer.from(await file.arrayBuffer()).toString("hex")}`;
const cookies = ({ headers }: Recorded) => (headers.cookie ?? "").split("; ").toSorted();
const text = ({ body }: Recorded) => body.toString();
const type = ({ headers }: Recorded) => headers["content-type"]?.split(";")[0];
const photo = "000102fafbfc";

/** What must arrive, operation by operation. */
const wanted: Record<string, (request: Recorded) => unknown> = {
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
    expect(cookies(request)).toEqual(["colour=dark%20blue", "session=the session", "size=3"]);
  },
  postForm: async (request) => {
    expect(type(request)).toBe("application/x-www-form-urlencoded");
    expect(await formOf(request)).toEqual(
      expect.arrayContaining([
        ["name", "Ada & co"],
        ["tags", "x"],
        ["tags", "y=z"],
        ["n", "1"],
      ]),
    );
  },
  postMultipart: async (request) => {
    expect(type(request)).toBe("multipart/form-data");
    expect(await formOf(request)).toEqual([
      ["title", `It's "it"; $HOME #{x}`],
      ["meta", '{"a":1}'],
      ["photo", `photo.bin: ${photo}`],
    ]);
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

const environment = {
  MY_WORKSHOP_USERNAME: "ada",
  MY_WORKSHOP_PASSWORD: "pass:word",
  MY_WORKSHOP_KEY: "k&y",
  MY_WORKSHOP_SESSION: "the session",
  MY_WORKSHOP_TOKEN: "the-token",
};

test("every operation of the workshop has something to want", () => {
  expect(Object.keys(wanted).toSorted()).toEqual(workshop.operations.map(({ id }) => id).toSorted());
});

/** The client of TypeScript's samples is another API's, which wants its credentials before it sends anything. */
const withCredentials = (code: string) =>
  code.replace("createClient({", 'createClient({ bearerToken: "-", apiKey: "-",');

describe.each(runnables)("$id", ({ id, run, checks }) => {
  const file = languages.find((language) => language.id === id)?.file ?? "";

  // The compiler knows the paths of the client's own API only.
  const own = id === "typescript" ? checks.filter(({ command }) => command.includes("--check")) : checks;

  test.for(shownIn(id))("$id", { skip: run.length === 0 }, async (operation) => {
    const code = sampleOf(operation, id)?.code ?? "";
    const name = `${id}-${operation.id}`;
    const program = { name, file, code, environment: { ...environment, MY_WORKSHOP_BASE_URL: stage.url(name) } };
    const runs = id === "typescript" ? withCredentials(code) : code;
    expect(await runProgram(stage.folder, { ...program, code: runs, run }), code).toMatchObject({
      code: 0,
      stderr: "",
    });
    const [request, ...more] = stage.of(name);
    expect(more).toEqual([]);
    if (!request) throw new Error("Nothing arrived.");
    await wanted[operation.id]?.(request);

    for (const { command, silent } of own) {
      const outcome = await runProgram(stage.folder, { ...program, run: command });
      expect(outcome, `${command.join(" ")}\n${outcome.stdout}\n${code}`).toMatchObject({
        code: 0,
        ...(silent && { stdout: "" }),
      });
    }
  });
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

test("TypeScript says what the client does not write as it is described, and shows the rest", () => {
  const notes = Object.fromEntries(
    workshop.operations.map((operation) => [operation.id, sampleOf(operation, "typescript")?.notes ?? []]),
  );
  const names = (id: string) => notes[id]?.flatMap((note) => /`(\w+)` as it is described/.exec(note)?.[1] ?? []);
  expect(names("getQuery")).toEqual(["csv", "pipes", "filter"]);
  expect(names("getPath")).toEqual(["label", "matrix"]);
  expect(notes["getHeaders"]).toEqual(["The client does not write cookies: see the sample in JavaScript."]);
  expect(notes["postForm"]).toEqual(["The client writes JSON: for this body, see the sample in JavaScript."]);
  expect(shownIn("typescript").map(({ id }) => id)).toEqual(
    expect.arrayContaining(["getPlain", "deletePlain", "getDefaults", "postVendor", "postSeveral"]),
  );
});
