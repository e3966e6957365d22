import { createRequire } from "node:module";
import { type Operation, readDescription } from "@spkey/model";
import { type DescriptionName, type Recorded, readDocument } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { type SampleValues, sampleRequest } from "../src/index.ts";
import { hostile } from "./hostile.ts";
import { programOf } from "./programs.ts";
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

const runnables = await findToolchains();

/** An operation whose body is JSON and whose credentials are headers: what there is a second opinion of. */
async function subjectIn(name: DescriptionName) {
  const description = readDescription(await readDocument(name));
  for (const operation of description.operations) {
    const example = sampleRequest(description, operation);
    const inHeaders = example.credentials.filter(({ kind }) => kind === "bearer" || kind === "header");
    const fits = inHeaders.length > 0 && inHeaders.length === example.credentials.length;
    if (example.body?.kind === "json" && fits) return { description, operation, example };
  }
  return undefined;
}
// Not every description has one: the inn does.
const subject = (await subjectIn("ours")) ?? (await subjectIn("inn"));
if (!subject) throw new Error("No description has an operation with a JSON body and credentials in headers.");
const { description, operation, example } = subject;
const secretOf = (variable: string) => `secret.of-${variable}`;
const secretHeaders = example.credentials.flatMap((credential) => {
  if (credential.kind === "bearer") return [{ key: "Authorization", value: `Bearer ${secretOf(credential.variable)}` }];
  return credential.kind === "header" ? [{ key: credential.name, value: secretOf(credential.variable) }] : [];
});

const stage = useStage(() => ({ status: 200, body: "{}" }));

/** The request that postman's code sends for ours. */
async function postmanCode(
  operation: Operation,
  language: string,
  variant: string,
  baseUrl: string,
  values: SampleValues,
): Promise<string> {
  const { method, target, body } = sampleRequest(description, operation, values);
  if (body?.kind !== "json") throw new Error("The body is not JSON.");
  const header = [...secretHeaders, { key: "Content-Type", value: body.mediaType }];
  const raw = JSON.stringify(body.value);
  const request = new PostmanRequest({ url: baseUrl + target, method, header, body: { mode: "raw", raw } });
  return new Promise((resolve, reject) => {
    generators.convert(language, variant, request, {}, (error, code) => (error ? reject(error) : resolve(code)));
  });
}

/** The example with a text in place of each text of its path and its body. */
function withText(text: string): Pick<SampleValues, "parameters" | "body"> {
  const replaced = (value: unknown): unknown => {
    if (typeof value === "string") return text;
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item)]));
  };
  const { parameters, body } = example.values;
  const path = Object.fromEntries(Object.entries(parameters.path).map(([name, value]) => [name, replaced(value)]));
  return { parameters: { ...parameters, path }, body: replaced(body) };
}

/** What of a request must be the same, whoever has sent it. */
const essence = ({ method, target, headers, body }: Recorded) => ({
  method,
  target: decodeURIComponent(target),
  credentials: secretHeaders.map(({ key }) => headers[key.toLowerCase()]),
  type: headers["content-type"]?.split(";")[0],
  body: JSON.parse(body.toString()),
});

describe.each(theirs)("%s: postman's code sends what ours does", (id, language, variant) => {
  const run = runnables.find((runnable) => runnable.id === id)?.run ?? [];

  test.for(["plain", "hostile"] as const)("%s values", { skip: run.length === 0 }, async (kind) => {
    const text = kind === "plain" ? "plain-1" : (hostile["everything"] ?? "");
    const values: SampleValues = { ...example.values, ...withText(text) };
    const form = kind === "plain" ? "script" : "code";
    const sent: Recorded[] = [];
    for (const whose of ["ours", "theirs"] as const) {
      const name = `${id}-${kind}-${whose}`;
      const url = stage.url(name);
      const ours = programOf({ description, operation, values, language: id, form }, url, secretOf);
      const code = whose === "ours" ? ours.code : await postmanCode(operation, language, variant, url, values);
      const program = { ...ours, name, run, code };
      expect(await runProgram(stage.folder, program), program.code).toMatchObject({ code: 0 });
      sent.push(...stage.of(name));
    }
    const [one, other, ...more] = sent.map(essence);
    expect(one).toEqual(other);
    expect(more).toEqual([]);
    expect(one?.body).toEqual(values.body);
  });
});
