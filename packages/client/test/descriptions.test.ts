import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MediaType, propertiesOf, readDescription, resolved, serializeParameter, serverUrl } from "@spkey/model";
import { descriptions, readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compilers, typeErrors } from "./support/compile.ts";
import { type Callable, callables, consumerProgram, credentialValues, fileText } from "./support/consumer.ts";
import { recordingsOf } from "./support/recordings.ts";
import { clientModules, SharedModules } from "./support/shared-modules.ts";

const reports = fileURLToPath(new URL("../reports/", import.meta.url));
const examples = dirname(fileURLToPath(import.meta.resolve("@readme/oas-examples/package.json")));

/** Every description that there is: ours, those of the kit, and others' examples. */
async function documents(): Promise<Map<string, object>> {
  const found = new Map<string, object>();
  for (const { name } of descriptions) found.set(name, await readDocument(name));
  for (const version of ["3.0", "3.1"]) {
    for (const file of await readdir(join(examples, version, "json"))) {
      if (!file.endsWith(".json")) continue;
      const text = await readFile(join(examples, version, "json", file), "utf8");
      found.set(`${version}-${file.replace(".json", "")}`, JSON.parse(text));
    }
  }
  return found;
}

/** What types can't say, and openapi-typescript leaves out: a valid call that is an error. */
const limits = [
  { program: "all-kinds", error: /'boolean' is not assignable/, why: "a tuple's further items have no type" },
  {
    program: "all-kinds",
    error: /"#\/components\/schemas\/\w+"' is not/,
    why: "a URI as the value of a discriminator",
  },
  {
    program: "3.0-discriminators",
    error: /is not assignable to type '"Option One" \| "Option Two"'/,
    why: "the values of one union's discriminator, given to a schema that is in others as well",
  },
];

let folder: string;
let all: Map<string, object>;
let shared: SharedModules;
/** By the name of a description: the path of its program. */
const programs = new Map<string, string>();
/** All that is compiled: programs, and the calls by path, which they don't import. */
const files = new Set<string>();
beforeAll(async () => {
  await mkdir(reports, { recursive: true });
  folder = await mkdtemp(`${reports}/clients-`);
  shared = new SharedModules(folder);
  all = await documents();
  for (const [name, document] of all) {
    const { modules } = await clientModules(document, { name: "@spkey/client", version: "0.0.0" });
    modules.set("program.ts", consumerProgram(readDescription(document)));
    const program = await shared.add(name, "program.ts", modules);
    programs.set(name, program);
    files.add(program).add(await shared.add(name, "src/by-path.ts", modules));
  }
}, 300_000);
afterAll(() => folder && rm(folder, { recursive: true, force: true }));

test.for(compilers)(
  "%s takes the client of every description, and a call of each operation",
  { timeout: 300_000 },
  async (compiler) => {
    expect(all.size).toBeGreaterThan(50);
    const errors = (await typeErrors(folder, [...files], compiler)).map((error) => shared.named(error));
    // Any of them may be in the place of ours.
    const known = ({ program, error }: (typeof limits)[number]) =>
      errors.filter((line) => [program, "ours"].some((name) => line.startsWith(`${name}/`)) && error.test(line));
    expect(errors.filter((line) => !limits.some((limit) => known(limit).includes(line)))).toEqual([]);
    for (const limit of limits) expect(known(limit).length, limit.why).toBeGreaterThan(0);
  },
);

const sending = ["all-kinds", "all-kinds-30", "museum", "workshop", "command", "library"];

test.for(sending)("the client of %s sends what the model says", async (name) => {
  const description = readDescription(all.get(name) ?? {});
  const { callable } = callables(description);
  // Where the description has no server, the caller says which.
  const baseUrl = URL.canParse(serverUrl(description.servers[0])) ? undefined : "https://given.test/v1";
  const given = baseUrl === undefined ? {} : { baseUrl };
  const [recorded = {}] = await recordingsOf([{ program: join(folder, programs.get(name) ?? ""), ...given }]);
  expect(Object.keys(recorded)).toEqual(callable.map(({ signature }) => signature.name));
  const values = credentialValues(description);
  for (const each of callable) {
    const { method, url = "", headers = {}, body = "", thrown } = recorded[each.signature.name] ?? {};
    if (baseUrl === undefined && !isSecure(each)) {
      expect(thrown, each.signature.name).toMatch(/can't be written/);
      continue;
    }
    const want = wanted(each, values, baseUrl);
    const [target = "", query = ""] = url.split("?");
    expect({ method, target, query: query.split("&").filter(Boolean).sort() }, each.signature.name).toEqual({
      method: want.method,
      target: want.target,
      query: want.query.sort(),
    });
    expect(headers, each.signature.name).toMatchObject(want.headers);
    if (Object.keys(want.headers).every((header) => header !== "authorization")) {
      expect(headers, each.signature.name).not.toHaveProperty("authorization");
    }
    expect(bodyOf(headers, body), each.signature.name).toEqual(want.body);
  }
});

/** Whether the operation's own server takes credentials by HTTPS. */
function isSecure({ signature: { operation } }: Callable): boolean {
  return /^(https:|http:\/\/127\.)/.test(serverUrl(operation.servers[0]));
}

interface Wanted {
  readonly method: string;
  readonly target: string;
  readonly query: string[];
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** The request of a call, made of the model alone. */
function wanted(
  { signature: { operation, media }, request }: Callable,
  values: Readonly<Record<string, unknown>>,
  baseUrl = serverUrl(operation.servers[0]),
): Wanted {
  const query: string[] = [];
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  let { path } = operation;
  for (const parameter of operation.parameters) {
    const value = request.parameters[parameter.in][parameter.name];
    if (value === undefined) continue;
    const text = serializeParameter(parameter, value);
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, () => text);
    else if (parameter.in === "query") query.push(...text.split("&"));
    else if (parameter.in === "header") headers[parameter.name.toLowerCase()] = text;
    else cookies.push(...text.split("&"));
  }
  const [requirement = []] = operation.security.toSorted((a, b) => Number(a.length === 0) - Number(b.length === 0));
  for (const { scheme } of requirement) {
    const value = values[scheme.key];
    if (value === undefined) continue;
    if (scheme.type !== "apiKey") headers["authorization"] = authorization(value);
    else if (scheme.in === "header") headers[scheme.name.toLowerCase()] = String(value);
    else if (scheme.in === "query") query.push(`${encodeURIComponent(scheme.name)}=${value}`);
    else cookies.push(`${scheme.name}=${value}`);
  }
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
  const type = request.body === undefined ? undefined : media?.mediaType;
  if (type !== undefined && !/\*|multipart/.test(type)) headers["content-type"] = type;
  return {
    method: operation.method,
    target: baseUrl.replace(/\/$/, "") + path,
    query,
    headers,
    body: type === undefined ? "" : wantedBody(type, isFile(media) ? fileText : sentBody(media, request.body)),
  };
}

function authorization(value: unknown): string {
  if (typeof value === "string") return `Bearer ${value}`;
  const { username, password } = Object(value);
  return `Basic ${btoa(`${username}:${password}`)}`;
}

/** Bodies that are looked at here; `encoding.test.ts` looks at forms and parts. */
function wantedBody(type: string, body: unknown): unknown {
  if (/json/i.test(type)) return JSON.parse(JSON.stringify(body));
  return typeof body === "string" && !/multipart|form/.test(type) ? { text: body } : { other: true };
}

function bodyOf({ "content-type": type = "" }: Readonly<Record<string, string>>, body: string): unknown {
  if (body === "") return "";
  if (/json/i.test(type)) return JSON.parse(body);
  return /multipart|form/.test(type) ? { other: true } : { text: body };
}

function isFile(media: MediaType | undefined): boolean {
  return media?.schema !== undefined && resolved(media.schema).kind === "bytes";
}

/** What is only answered is not sent, even if an example has it. */
function sentBody(media: MediaType | undefined, body: unknown): unknown {
  if (!media?.schema || typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const readOnly = new Set(propertiesOf(media.schema).flatMap(({ name, schema }) => (schema.readOnly ? [name] : [])));
  return Object.fromEntries(Object.entries(body).filter(([name]) => !readOnly.has(name)));
}
