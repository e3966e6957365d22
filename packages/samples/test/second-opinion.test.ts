import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import type { Recorded } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { languages, type SampleValues, sampleRequest, samplesOf } from "../src/index.ts";
import { hostile } from "./hostile.ts";
import { useStage } from "./stage.ts";
import { findToolchains, runProgram } from "./toolchains.ts";

/** As much of postman-code-generators and postman-collection as is used; neither comes with types that fit. */
interface Generators {
  convert(
    language: string,
    variant: string,
    request: object,
    options: object,
    done: (error: Error | null, code: string) => void,
  ): void;
}
interface Collection {
  readonly Request: new (definition: object) => object;
}
const require = createRequire(import.meta.url);
const generators: Generators = require("postman-code-generators");
const { Request: PostmanRequest }: Collection = require("postman-collection");

/** Its names for our languages. It knows nothing of our client. */
const theirs: readonly (readonly [id: string, language: string, variant: string])[] = [
  ["curl", "curl", "cURL"],
  ["javascript", "javascript", "Fetch"],
  ["python", "python", "Requests"],
  ["go", "go", "Native"],
  ["ruby", "ruby", "Net::HTTP"],
  ["php", "php", "cURL"],
];

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
const runnables = await findToolchains();
const secrets = { SPKEY_TOKEN: "jwt.of-the-test", SPKEY_API_KEY: "key-of-the-test" };

const stage = useStage(() => ({ status: 200, body: "{}" }));

/** The request that postman's code sends for ours. */
async function postmanCode(language: string, variant: string, baseUrl: string, values: SampleValues): Promise<string> {
  const [operation] = description.operations;
  if (!operation) throw new Error("The description has no operation.");
  const { method, target, body } = sampleRequest(description, operation, values);
  if (body?.kind !== "json") throw new Error("The first operation has no JSON body.");
  const header = [
    { key: "Authorization", value: `Bearer ${secrets.SPKEY_TOKEN}` },
    { key: "X-API-Key", value: secrets.SPKEY_API_KEY },
    { key: "Content-Type", value: body.mediaType },
  ];
  const raw = JSON.stringify(body.value);
  const request = new PostmanRequest({ url: baseUrl + target, method, header, body: { mode: "raw", raw } });
  return new Promise((resolve, reject) => {
    generators.convert(language, variant, request, {}, (error, code) => (error ? reject(error) : resolve(code)));
  });
}

/** What of a request must be the same, whoever has sent it. */
const essence = ({ method, target, headers, body }: Recorded) => ({
  method,
  target: decodeURIComponent(target),
  authorization: headers.authorization,
  apiKey: headers["x-api-key"],
  type: headers["content-type"]?.split(";")[0],
  body: JSON.parse(body.toString()),
});

describe.each(theirs)("%s: postman's code sends what ours does", (id, language, variant) => {
  const run = runnables.find((runnable) => runnable.id === id)?.run ?? [];
  const file = languages.find((candidate) => candidate.id === id)?.file ?? "";

  test.for(["plain", "hostile"] as const)("%s values", { skip: run.length === 0 }, async (kind) => {
    const text = kind === "plain" ? "lock-1" : (hostile["everything"] ?? "");
    const values: SampleValues = {
      parameters: { path: { id: text }, query: {}, header: {}, cookie: {} },
      mediaType: "application/json",
      body: { lockId: text, removedBy: "user-1", reason: text },
    };
    const [operation] = description.operations;
    if (!operation) throw new Error("The description has no operation.");
    const ours = samplesOf(description, operation, values).find((sample) => sample.language === id)?.code ?? "";
    const sent: Recorded[] = [];
    for (const [whose, code] of [
      ["ours", () => ours],
      ["theirs", (url: string) => postmanCode(language, variant, url, values)],
    ] as const) {
      const name = `${id}-${kind}-${whose}`;
      const environment = { ...secrets, SPKEY_BASE_URL: stage.url(name) };
      const program = { name, file, run, environment, code: await code(stage.url(name)) };
      expect(await runProgram(stage.folder, program), program.code).toMatchObject({ code: 0 });
      sent.push(...stage.of(name));
    }
    const [one, other, ...more] = sent.map(essence);
    expect(one).toEqual(other);
    expect(more).toEqual([]);
    expect(one?.body).toEqual(values.body);
  });
});
