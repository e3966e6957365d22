import { readDescription } from "@spkey/model";
import { describe, expect, test } from "vitest";
import { languages, sampleRequest, samplesOf } from "../src/index.ts";
import { hostile } from "./hostile.ts";
import { jsonOf } from "./json.ts";
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
          { name: "q", in: "query", required: true, schema: { type: "string" } },
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

describe.each(runnables)("$id", ({ id, run }) => {
  const file = languages.find((language) => language.id === id)?.file ?? "";

  test.for(Object.entries(hostile))(
    "sends %s unchanged, in every position",
    { skip: run.length === 0 },
    async ([name, text]) => {
      if (!operation) throw new Error("The description has no operation.");
      const body = { text, list: [text, null, true, 1.5], nested: { [text.slice(0, 50)]: { empty: {}, none: [] } } };
      const values = {
        parameters: { path: { text }, query: { q: text }, header: { "X-Text": inHeader(text) }, cookie: {} },
        mediaType: "application/json",
        body,
      };
      const sample = samplesOf(description, operation, values).find(({ language }) => language === id);
      const key = `${id}-${Object.keys(hostile).indexOf(name)}`;
      const outcome = await runProgram(stage.folder, {
        name: key,
        file,
        code: sample?.code ?? "",
        run,
        environment: { SPKEY_TOKEN: "t", SPKEY_API_KEY: "k", SPKEY_BASE_URL: stage.url(key) },
      });

      expect(outcome, sample?.code).toMatchObject({ code: 0, stderr: "" });
      const [request, ...more] = stage.of(key);
      expect(more).toEqual([]);
      const { pathname, searchParams } = new URL(`http://server${request?.target}`);
      expect(decodeURIComponent(pathname)).toBe(`/echo/${text}`);
      expect([...searchParams]).toEqual([["q", text]]);
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
      parameters: { path: { text }, query: { q: text }, header: {}, cookie: {} },
      mediaType: "application/json",
      body: { text },
    };
    for (const { code, language } of samplesOf(description, operation, values)) {
      // JSON text in a POSIX shell has nothing to escape them with but JSON itself.
      expect(
        code.replace(/[\n\t]/g, "").match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu),
        `${language}: ${JSON.stringify(text)}`,
      ).toBeNull();
    }
  }
});

test("a value that a place can't carry is left out, and the sample says so", () => {
  if (!operation) throw new Error("The description has no operation.");
  const parameters = { path: { text: ".." }, query: { q: "x" }, header: { "X-Text": "x\r\nX-Admin: 1" }, cookie: {} };
  const values = { parameters, mediaType: "application/json", body: {} };
  const { notes, headers, target, values: sent } = sampleRequest(description, operation, values);
  expect(headers).toEqual([]);
  expect(target).toBe("/echo/%7Btext%7D?q=x");
  expect(sent.parameters.path).toEqual({});
  expect(notes.toSorted()).toEqual([
    "The header X-Text can only carry printable ASCII: it is left out.",
    '`text` can\'t be ".." in a path.',
  ]);
  for (const { code } of samplesOf(description, operation, values)) {
    for (const note of notes) expect(code).toContain(note);
  }
});
