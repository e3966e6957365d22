import { readDescription } from "@spkey/model";
import { expect, test } from "vitest";
import { codeSamplesOf, sampleRequest, samplesByExample, samplesOf } from "../src/index.ts";
import { mayRedirect } from "../src/request.ts";
import { execute } from "./toolchains.ts";

const json = "application/json";
const servers = [{ url: "https://api.example.com/v1" }];

/** A description with one operation. */
function describeOne(operation: object, more: object = {}, method = "post") {
  const description = readDescription({
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    servers,
    paths: { "/doors/{id}": { [method]: { operationId: "open", responses: {}, ...operation } } },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "s" },
      },
    },
    ...more,
  });
  const [only] = description.operations;
  if (!only) throw new Error("There is no operation.");
  return { description, operation: only, request: sampleRequest(description, only) };
}

const id = (examples: object) => ({ name: "id", in: "path", required: true, examples });
const bodyWith = (media: object) => ({ requestBody: { content: { [json]: media } } });

test("each named example of the request has its samples, the first by default, with the parameters of its name", () => {
  const { description, operation } = describeOne({
    parameters: [id({ any: { value: "door-1" }, late: { value: "door-2" } })],
    ...bodyWith({ examples: { early: { value: { at: "six" } }, late: { summary: "At night", value: { at: "ten" } } } }),
  });
  const samples = samplesByExample(description, operation);
  expect(samples.map(({ language }) => language)).toEqual(
    samplesOf(description, operation).map((each) => each.language),
  );
  for (const sample of samples) {
    expect(sample).toMatchObject({ example: "early", others: [{ example: "late" }] });
    for (const text of [sample.code, sample.script])
      expect(["door-1", "six"].filter((each) => !text.includes(each))).toEqual([]);
    for (const { code, script } of sample.others ?? []) {
      for (const text of [code, script]) expect(["door-2", "ten"].filter((each) => !text.includes(each))).toEqual([]);
    }
  }
  expect(codeSamplesOf(operation, samples).map(({ label }) => label)).toEqual([
    ...samples.map(({ label }) => label),
    ...samples.map(({ label }) => `${label}: At night`),
  ]);
});

test.for([
  { name: "one without a name", media: { example: { at: "six" } } },
  { name: "none", media: { schema: { type: "object", properties: { at: { const: "six" } }, required: ["at"] } } },
])("of an example that is $name, there is one sample", ({ media }) => {
  const { description, operation } = describeOne(bodyWith(media));
  expect(samplesByExample(description, operation)).toEqual(samplesOf(description, operation));
});

test("what is only answered is not sent, where an example has it", () => {
  const active = { type: "boolean", readOnly: true };
  const schema = { type: "object", properties: { at: { type: "string" }, active } };
  const value = { at: "six", active: true };
  for (const media of [
    { schema, example: value },
    { schema, examples: { early: { value } } },
  ]) {
    const { description, operation } = describeOne(bodyWith(media));
    for (const { code, script } of samplesByExample(description, operation)) {
      for (const text of [code, script]) expect([text.includes("six"), text.includes("active")]).toEqual([true, false]);
    }
  }
});

test.for([
  { name: "JSON", responses: { 200: { content: { [json]: {} } } }, answer: { kind: "json" } },
  { name: "JSON, or nothing", responses: { 200: { content: { [json]: {} } }, 204: {} }, answer: { kind: "text" } },
  { name: "JSON, or text", responses: { 200: { content: { [json]: {}, "text/csv": {} } } }, answer: { kind: "text" } },
  { name: "nothing", responses: { 204: {}, 400: { content: { [json]: {} } } }, answer: { kind: "none" } },
  {
    name: "a picture",
    responses: { 200: { content: { "image/png": {} } } },
    answer: { kind: "bytes", file: "answer.png" },
  },
  {
    name: "bytes",
    responses: { 200: { content: { "application/octet-stream": {} } } },
    answer: { kind: "bytes", file: "answer.bin" },
  },
  { name: "what `default` has", responses: { default: { content: { [json]: {} } } }, answer: { kind: "json" } },
])("the answer: $name", ({ responses, answer }) => {
  expect(describeOne({ responses }).request.answer).toEqual(answer);
});

const key = { name: "X-Key", in: "header", required: true, example: "k" };

test.for([
  { name: "what only reads", method: "get", operation: {}, redirects: true },
  { name: "what changes something", method: "post", operation: {}, redirects: false },
  { name: "a token", method: "get", operation: { security: [{ token: [] }] }, redirects: false },
  { name: "a cookie", method: "get", operation: { security: [{ session: [] }] }, redirects: false },
  { name: "a header", method: "get", operation: { parameters: [key] }, redirects: false },
])("a redirect of a short sample: $name", ({ method, operation, redirects }) => {
  const one = describeOne(operation, {}, method);
  expect(mayRedirect(one.request)).toBe(redirects);
  const code = Object.fromEntries(samplesOf(one.description, one.operation).map((each) => [each.language, each.code]));
  expect(code["curl"]?.includes("--max-redirs 0")).toBe(!redirects);
  expect(code["javascript"]?.includes('redirect: "error"')).toBe(!redirects);
  expect(code["python"]?.includes("max_redirects = 0")).toBe(!redirects);
  expect(code["go"]?.includes("CheckRedirect")).toBe(!redirects);
});

test.for([
  ["curl", "--max-time 30"],
  ["javascript", "AbortSignal.timeout(30_000)"],
  ["python", "timeout=30"],
  ["go", "30 * time.Second"],
  ["php", "CURLOPT_TIMEOUT => 30"],
] as const)("a short sample in %s has a time-out, since its language has none", ([language, text]) => {
  const { description, operation } = describeOne({});
  expect(samplesOf(description, operation).find((each) => each.language === language)?.code).toContain(text);
});

test.for([
  { name: "the same path", chosen: "http://127.0.0.1:4010/v1/", value: "http://127.0.0.1:4010/v1" },
  { name: "no path", chosen: "https://test.example.com", value: "https://test.example.com" },
  { name: "more than a base", chosen: "https://ada:secret@test.example.com/?q=1#x", value: "https://test.example.com" },
  { name: "quotes", chosen: `https://test.example.com/'"$x\``, value: "https://test.example.com/'%22$x%60" },
])("a server that is chosen: $name", ({ chosen, value }) => {
  const { description, operation } = describeOne({});
  const values = { parameters: { path: {}, query: {}, header: {}, cookie: {} }, baseUrl: chosen };
  const { baseUrl, notes } = sampleRequest(description, operation, values);
  expect({ baseUrl, notes }).toEqual({ baseUrl: { variable: "EXAMPLE_BASE_URL", value, chosen: true }, notes: [] });
  for (const { code } of samplesOf(description, operation, values)) {
    expect(code).not.toContain("api.example.com");
    expect(code).not.toContain("secret");
  }
});

test.for(["nonsense", "ftp://files.example.com", "/v1"])("%s is no server: a sample asks for one", (chosen) => {
  const { description, operation } = describeOne({});
  const values = { parameters: { path: {}, query: {}, header: {}, cookie: {} }, baseUrl: chosen };
  for (const { code, notes, setup } of samplesOf(description, operation, values)) {
    expect(code).toContain("EXAMPLE_BASE_URL");
    expect(setup.variables).toEqual(["EXAMPLE_BASE_URL"]);
    expect(notes).toEqual([`"${chosen}" is no URL of a server: set EXAMPLE_BASE_URL to one.`]);
  }
});

test("the setup sets every variable to something that is printable, and no secret", async () => {
  const { description, operation } = describeOne({ security: [{ token: [], session: [] }] }, { servers: [] });
  const wanted: Readonly<Record<string, string>> = {
    TEST_TOKEN: "your-test-token",
    TEST_SESSION: "your-test-session",
    TEST_BASE_URL: "https://your-server.example",
  };
  for (const { setup, language } of samplesOf(description, operation)) {
    expect(setup.needs).toMatch(/^Needs .+\.$/);
    const exports = setup.shell.split("\n").filter((line) => line.startsWith("export "));
    expect(exports.length, language).toBe(setup.variables.length);
    const { stdout } = await execute(["sh", "-ec", `${exports.join("\n")}\nenv`]);
    for (const name of setup.variables) expect(stdout).toContain(`${name}=${wanted[name]}\n`);
  }
});
