import { readDescription } from "@spkey/model";
import { describe, expect, test } from "vitest";
import { type Form, sampleRequest, samplesOf } from "../src/index.ts";
import { hostile } from "./hostile.ts";
import { jsonOf } from "./json.ts";
import { forms, programOf } from "./programs.ts";
import { useStage } from "./stage.ts";
import { findToolchains, runProgram } from "./toolchains.ts";

/** An operation that takes text in every position. */
const document = {
  openapi: "3.1.0",
  info: { title: "Spkey", version: "1" },
  servers: [{ url: "https://api.spkey.test" }],
  security: [{ bearerToken: [], apiKey: [] }],
  paths: {
    "/echo/{text}": {
      post: {
        operationId: "echo",
        parameters: [
          { name: "text", in: "path", required: true, schema: { type: "string" } },
          { name: "q", in: "query", required: true, schema: { type: "array", items: { type: "string" } } },
          { name: "X-Text", in: "header", required: true, schema: { type: "string" } },
        ],
        requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
        responses: {
          "200": { description: "The same.", content: { "application/json": { schema: { type: "object" } } } },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      bearerToken: { type: "http", scheme: "bearer" },
      apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
    },
  },
};
const description = readDescription(document);
const [operation] = description.operations;

const runnables = await findToolchains();
const answer = { status: 200, headers: { "Content-Type": "application/json" }, body: "{}" };
const stage = useStage(() => answer, document);

/** What a header can carry as it is (RFC 9110, section 5.5). */
const inHeader = (text: string) =>
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) && text.length < 5_000 ? text : "plain";

/** What is sent at once: a text in the path, texts in the query and in the body. */
interface Sending {
  readonly form: Form;
  readonly name: string;
  readonly text: string;
  readonly texts: readonly string[];
}

const all = Object.entries(hostile);

/** Each text in every position, the forms taking turns; and in either form, all texts in the query and in the body. */
const sendings: readonly Sending[] = [
  ...all.map(([name, text], index) => ({ form: forms[index % 2] ?? "code", name, text, texts: [text] })),
  ...forms.map((form) => ({ form, name: "all of them", text: "all", texts: all.map(([, text]) => text) })),
];

describe.each(runnables)("$id", ({ id, run }) => {
  test.for(sendings)(
    "as $form, sends $name unchanged",
    { skip: run.length === 0 },
    async ({ form, name, text, texts }) => {
      if (!operation) throw new Error("The description has no operation.");
      const nested = Object.fromEntries(texts.map((each) => [each.slice(0, 50), { empty: {}, none: [] }]));
      const body = { text, list: [...texts, null, true, 1.5], nested };
      // A server takes only so much in a target.
      const q = texts.filter((each) => each === text || each.length < 5_000);
      const values = {
        parameters: { path: { text }, query: { q }, header: { "X-Text": inHeader(text) }, cookie: {} },
        mediaType: "application/json",
        body,
      };
      const key = `${id}-${form}-${Object.keys(hostile).indexOf(name)}`;
      const program = programOf({ description, operation, values, language: id, form }, stage.url(key), () => "secret");
      const outcome = await runProgram(stage.folder, { ...program, name: key, run });

      expect(outcome, program.code).toMatchObject({ code: 0, stderr: "" });
      const [request, ...more] = stage.of(key);
      expect(more).toEqual([]);
      const { pathname, searchParams } = new URL(`http://server${request?.target}`);
      expect(decodeURIComponent(pathname)).toBe(`/echo/${text}`);
      expect(searchParams.getAll("q")).toEqual(q);
      expect(request?.headers["x-text"]).toBe(inHeader(text));
      expect(request?.headers["x-admin"]).toBeUndefined();
      expect(JSON.parse(request?.body.toString() ?? "")).toEqual(body);
      expect(request?.body.toString()).toBe(jsonOf(id, body));
    },
  );
});

test("no sample has a character that can't be seen", () => {
  if (!operation) throw new Error("The description has no operation.");
  for (const text of Object.values(hostile)) {
    const values = {
      parameters: { path: { text }, query: { q: [text] }, header: {}, cookie: {} },
      mediaType: "application/json",
      body: { text },
    };
    for (const sample of samplesOf(description, operation, values)) {
      for (const form of forms) {
        // JSON text in a POSIX shell has nothing to escape them with but JSON itself.
        expect(
          sample[form].replace(/[\n\t]/g, "").match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu),
          `${sample.language}, ${form}: ${JSON.stringify(text)}`,
        ).toBeNull();
      }
    }
  }
});

test("a value that a place can't carry is left out, and the sample says so", () => {
  if (!operation) throw new Error("The description has no operation.");
  const parameters = { path: { text: ".." }, query: { q: ["x"] }, header: { "X-Text": "x\r\nX-Admin: 1" }, cookie: {} };
  const values = { parameters, mediaType: "application/json", body: {} };
  const { notes, headers, target, values: sent } = sampleRequest(description, operation, values);
  expect(headers).toEqual([]);
  expect(target).toBe("/echo/%7Btext%7D?q=x");
  expect(sent.parameters.path).toEqual({});
  expect(notes.toSorted()).toEqual([
    "The header X-Text can only carry printable ASCII: it is left out.",
    '`text` can\'t be ".." in a path.',
  ]);
  for (const { script, notes: said } of samplesOf(description, operation, values)) {
    expect(said).toEqual(notes);
    for (const note of notes) expect(script).toContain(note);
  }
});
