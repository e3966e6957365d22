import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MediaType } from "@spkey/model";
import type { Recorded } from "@spkey/test-kit";
import { describe, expect, test } from "vitest";
import { languages, type SampleRequest, sampleRequest } from "../src/index.ts";
import { asTexts, decodeForm, decodeParameter } from "./decode.ts";
import { type Part, partsOf } from "./parts.ts";
import { forms, programOf } from "./programs.ts";
import { type TestRequest, testRequests } from "./requests.ts";
import { useStage } from "./stage.ts";
import { findToolchains, runProgram } from "./toolchains.ts";

const runnables = await findToolchains();
const stage = useStage(() => ({ status: 200, body: "{}" }));
const fileContent = Buffer.from([0, 1, 2, 250, 251, 252]);

/** What a request has that another one may not have. */
function featuresOf(
  { operation, values }: TestRequest,
  { body, credentials, method, cookie }: SampleRequest,
): string[] {
  const { encoding = {} } = operation.requestBody?.content.find((each) => each.mediaType === values.mediaType) ?? {};
  return [
    method,
    body ? `body ${body.kind}` : "no body",
    ...credentials.map(({ kind }) => `credential ${kind}`),
    ...(cookie ? ["cookie"] : []),
    ...Object.values(encoding).map((each) => JSON.stringify({ ...each, headers: [] })),
    ...operation.parameters.flatMap((parameter) => {
      const value = values.parameters[parameter.in][parameter.name];
      const shape = Array.isArray(value) ? "array" : typeof value;
      return value === undefined ? [] : [`${parameter.in} ${parameter.style} ${parameter.explode} ${shape}`];
    }),
  ];
}

/** As few requests as have everything that any of them has. */
function spreadOf(all: readonly TestRequest[]) {
  const seen = new Set<string>();
  return all
    .map((each) => ({ ...each, request: sampleRequest(each.description, each.operation, each.values) }))
    .map((each) => ({ ...each, features: featuresOf(each, each.request) }))
    .toSorted((a, b) => b.features.length - a.features.length)
    .filter(({ features }) => {
      const isNew = features.some((feature) => !seen.has(feature));
      for (const feature of features) seen.add(feature);
      return isNew;
    });
}

const spread = spreadOf(await testRequests());

/** TypeScript's samples need a client of each description. */
const others = runnables.filter(({ id }) => id !== "typescript");

describe.each(others)("$id sends what the description says", ({ id, run }) => {
  const index = languages.findIndex((each) => each.id === id);
  const able = spread
    .filter(({ request }) => languages[index]?.refuses?.(request) === undefined)
    // The forms take turns, in each language beginning with the other one: each request is sent by both.
    .map((each) => ({ ...each, form: forms[(spread.indexOf(each) + index) % 2] ?? "code" }));

  test.for(able)("$name: $operation.id, as $form", { skip: run.length === 0 }, async (each) => {
    const { request, operation } = each;
    const name = `${id}-${each.name}`;
    const program = programOf({ ...each, language: id }, stage.url(name), secret);
    await Promise.all(filesOf(request).map((file) => writeFile(join(stage.folder, file), fileContent)));

    const outcome = await runProgram(stage.folder, { ...program, name, run });

    expect(outcome, program.code).toMatchObject({ code: 0, stderr: "" });
    const [arrived, ...more] = stage.of(name);
    expect(more).toEqual([]);
    if (!arrived) throw new Error("Nothing arrived.");
    expect(arrived.method).toBe(operation.method);
    expectParameters(each, request, arrived);
    expectCredentials(request, arrived);
    expectBody(each, request, arrived);
  });
});

test("the spread has every kind of body, of credential, and each method", () => {
  const features = new Set(spread.flatMap((each) => each.features));
  const kinds = ["json", "text", "form", "multipart", "binary"].map((kind) => `body ${kind}`);
  const credentials = ["bearer", "basic", "header", "query", "cookie"].map((kind) => `credential ${kind}`);
  const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];
  expect([...features]).toEqual(expect.arrayContaining([...kinds, ...credentials, ...methods]));
});

function secret(variable: string): string {
  return `secret of ${variable}`;
}

function filesOf({ body }: SampleRequest): string[] {
  if (body?.kind === "binary") return [body.file];
  return body?.kind === "multipart" ? body.parts.flatMap((part) => ("file" in part ? [part.file] : [])) : [];
}

function expectParameters({ operation }: TestRequest, { values }: SampleRequest, arrived: Recorded): void {
  for (const parameter of operation.parameters) {
    const sent = values.parameters[parameter.in][parameter.name];
    if (sent === undefined) continue;
    const wanted = parameter.json ? sent : asTexts(sent);
    expect(decodeParameter(operation, parameter, sent, arrived), `${parameter.in} ${parameter.name}`).toEqual(wanted);
  }
}

function expectCredentials({ credentials }: SampleRequest, { headers, target }: Recorded): void {
  for (const credential of credentials) {
    if (credential.kind === "basic") {
      const pair = `${secret(credential.username)}:${secret(credential.password)}`;
      expect(headers.authorization).toBe(`Basic ${btoa(pair)}`);
      continue;
    }
    const wanted = secret(credential.variable);
    if (credential.kind === "bearer") expect(headers.authorization).toBe(`Bearer ${wanted}`);
    else if (credential.kind === "header") expect(headers[credential.name.toLowerCase()]).toBe(wanted);
    else if (credential.kind === "cookie")
      expect(headers.cookie?.split("; ")).toContain(`${credential.name}=${wanted}`);
    else expect(new URL(target, "http://server").searchParams.get(credential.name)).toBe(wanted);
  }
  if (!credentials.some(({ kind }) => kind === "bearer" || kind === "basic")) {
    expect(headers).not.toHaveProperty("authorization");
  }
}

function expectBody({ operation, values }: TestRequest, { body }: SampleRequest, arrived: Recorded): void {
  const media = operation.requestBody?.content.find(({ mediaType }) => mediaType === values.mediaType);
  const text = arrived.body.toString();
  if (!body || !media) {
    expect(text).toBe("");
    return;
  }
  // `fetch` says the character set, too.
  const type = arrived.headers["content-type"]?.replace(/;charset=UTF-8$/, "");
  if (body.kind !== "multipart") expect(type).toBe(body.kind === "form" ? formType : body.mediaType);
  if (body.kind === "json") expect(JSON.parse(text)).toEqual(values.body);
  else if (body.kind === "binary") expect(arrived.body).toEqual(fileContent);
  else if (body.kind === "multipart") expectParts(partsOf(arrived), media, Object(values.body));
  else if (typeof values.body === "string") expect(text).toBe(values.body);
  else if (type === formType) expectForm(media, Object(values.body), text);
  else throw new Error(`How ${type} is read is not said here.`);
}

const formType = "application/x-www-form-urlencoded";

function expectForm(media: MediaType, sent: Readonly<Record<string, unknown>>, text: string): void {
  for (const [name, value] of Object.entries(decodeForm(media, sent, text) as object)) {
    const json = media.encoding[name]?.contentType?.includes("json");
    expect(value, name).toEqual(json ? sent[name] : asTexts(sent[name]));
  }
}

/** The parts in their order, with the media types that the description says (OpenAPI 3.1, section 4.8.15). */
function expectParts(parts: readonly Part[], { encoding }: MediaType, sent: Readonly<Record<string, unknown>>): void {
  const wanted = Object.entries(sent).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => {
      const said = encoding[name]?.contentType?.split(",")[0];
      const isObject = typeof item === "object" && item !== null;
      const type = said ?? (isObject ? "application/json" : undefined);
      return { name, item, ...(type !== undefined && { contentType: type }) };
    }),
  );
  expect(parts.map(({ name }) => name)).toEqual(wanted.map(({ name }) => name));
  for (const [index, { item, contentType, name }] of wanted.entries()) {
    const { content, fileName, ...part } = parts[index] ?? { content: Buffer.of() };
    if (contentType !== undefined) expect(part, name).toMatchObject({ contentType });
    const isFile = fileName !== undefined && fileName !== "blob";
    if (isFile) expect({ fileName, content }).toEqual({ fileName: item, content: fileContent });
    else expect(content.toString()).toBe(typeof item === "object" ? JSON.stringify(item) : String(item));
  }
}
