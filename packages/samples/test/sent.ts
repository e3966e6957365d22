import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MediaType } from "@spkey/model";
import type { Recorded } from "@spkey/test-kit";
import { expect } from "vitest";
import type { SampleRequest } from "../src/index.ts";
import { asTexts, decodeForm, decodeParameter } from "./decode.ts";
import { type Part, partsOf } from "./parts.ts";
import type { TestRequest } from "./requests.ts";

/** What is in each file that a sample sends. */
const fileContent = Buffer.from([0, 1, 2, 250, 251, 252]);

/** Puts the files that a sample sends where it looks for them. */
export async function writeFiles(folder: string, request: SampleRequest): Promise<void> {
  await Promise.all(filesOf(request).map((file) => writeFile(join(folder, file), fileContent)));
}

/** What a test has in the environment for a credential: what a shell would split, and what a URL would have to encode. */
export function secret(variable: string): string {
  return `secret of +/${variable}==`;
}

/** Expects of what arrived that it is what the description and the values say, read by {@link decodeParameter} and its like. */
export function expectSent(each: TestRequest, request: SampleRequest, arrived: Recorded): void {
  expect(arrived.method).toBe(each.operation.method);
  expectParameters(each, request, arrived);
  expectCredentials(request, arrived);
  expectBody(each, request, arrived);
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
      // Our client encodes what may not stand in a cookie (RFC 6265, section 4.1.1); the others leave it.
      expect(headers.cookie?.split("; ").map(decodeURIComponent)).toContain(`${credential.name}=${wanted}`);
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
