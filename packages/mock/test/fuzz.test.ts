import { readFile } from "node:fs/promises";
import { Agent } from "node:http";
import {
  type Description,
  isJson,
  type MediaType,
  type Operation,
  readDescription,
  resolved,
  schemaFor,
} from "@spkey/model";
import { descriptionFile } from "@spkey/test-kit";
import fc, { type Arbitrary } from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { startMock } from "../dist/index.js";
import { broken, valuesOf } from "./fuzz/arbitrary.ts";
import { createOracle, type Oracle } from "./fuzz/oracle.ts";
import { type HttpRequest, send, type Values, writeRequest } from "./requests.ts";

/** `FUZZ_SEED=… vitest run test/fuzz.test.ts` makes the same requests again. */
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
/** Requests for each description. */
const count = 10_000;
const concurrency = 16;

/** A request, and what is broken in it: nothing, or exactly one thing. */
interface Case {
  readonly operation: Operation;
  readonly request: HttpRequest;
  readonly broken: string | undefined;
}

/** What Prism can't do, and the mock doesn't do in its place: these are let pass, and must be. */
const limits: Readonly<Record<string, string>> = {};

const files = {
  "a command": descriptionFile("inn"),
  "a description with all constraints": descriptionFile("workshop"),
};

test.for(Object.entries(files))(
  "each valid request to %s is accepted, each broken one refused, and each answer is valid",
  { timeout: 240_000 },
  async ([, file]) => {
    console.log(`FUZZ_SEED=${seed}`);
    const description = readDescription(parse(await readFile(file, "utf8")) as object);
    const oracle = createOracle(description);
    const mock = await startMock({ description: file });
    onTestFinished(() => mock.stop());
    const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
    onTestFinished(() => agent.destroy());

    const cases = fc.sample(casesOf(description, oracle), { seed, numRuns: count });
    const wrong = new Map<string, string>();
    const passed = new Set<string>();
    const next = cases.values();
    const worker = async () => {
      for (const { operation, request, broken } of next) {
        const answer = await send(mock.url, request, agent);
        const kind = broken === undefined ? "valid" : `broken: ${broken}`;
        const right = broken === undefined ? answer.status < 300 : answer.status >= 400 && answer.status < 500;
        const key = `${operation.id} ${kind}`;
        const fault = oracle.faultOf(operation, answer);
        if (right && fault === undefined) continue;
        if (fault === undefined && limits[key] !== undefined) passed.add(key);
        else
          wrong.set(
            key,
            `${key}: ${fault ?? answer.status} for ${show(request)} ${answer.headers["sl-violations"] ?? ""}`,
          );
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    expect([...wrong.values()]).toEqual([]);
    // Both halves are there, and no limit is named that is none any more.
    const invalid = cases.filter((one) => one.broken !== undefined).length;
    expect(invalid / count).toBeGreaterThan(0.4);
    expect(invalid / count).toBeLessThan(0.6);
    const known = Object.keys(limits).filter((key) =>
      description.operations.some(({ id }) => key.startsWith(`${id} `)),
    );
    expect([...passed].toSorted()).toEqual(known.toSorted());
  },
);

function show({ method, target, headers, body }: HttpRequest): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${body ? Buffer.from(body).toString() : ""}`.slice(0, 600);
}

function casesOf(description: Description, oracle: Oracle): Arbitrary<Case> {
  const cases = fc.oneof(
    ...description.operations.map((operation) =>
      valid(oracle, operation).chain((values) =>
        fc.oneof(
          fc.constant({ operation, request: writeRequest(operation, values), broken: undefined }),
          breaks(oracle, operation, values),
        ),
      ),
    ),
  );
  // Answered with examples, and with generated values.
  return fc.tuple(cases, fc.constantFrom({}, { Prefer: "dynamic=true" })).map(([one, preference]) => {
    const headers = { ...one.request.headers, ...preference };
    return { ...one, request: { ...one.request, headers } };
  });
}

/** Values for all parameters, and one of the media types with a body: what the validator accepts. */
function valid(oracle: Oracle, operation: Operation): Arbitrary<Values> {
  const parameters = fc
    .tuple(
      ...operation.parameters.map((parameter) => {
        const values = valuesOf(parameter.schema).filter(
          // An empty text is no parameter to Prism, and in a path to nobody; dots are another path.
          (value) => oracle.acceptsParameter(parameter, value) && isSent(value, parameter.in === "header"),
        );
        const maybe = parameter.required ? values : fc.option(values, { nil: undefined });
        return maybe.map((value) => ({ ...parameter, value }));
      }),
    )
    .map((all) =>
      all.reduce<Values["parameters"]>(
        (made, { in: place, name, value }) => Object.assign(made, { [place]: { ...made[place], [name]: value } }),
        { path: {}, query: {}, header: {}, cookie: {} },
      ),
    );
  const bodies = (operation.requestBody?.content ?? []).map((media) =>
    (media.schema ? valuesOf(schemaFor("request", media.schema)) : fc.string())
      .filter((body) => oracle.acceptsBody(media, body))
      .map((body) => ({ mediaType: media.mediaType, body })),
  );
  const body: Arbitrary<{ mediaType?: string; body?: unknown }> =
    bodies.length === 0
      ? fc.constant({})
      : operation.requestBody?.required
        ? fc.oneof(...bodies)
        : fc.oneof(fc.constant({}), ...bodies);
  return fc.tuple(parameters, body).map(([parameters, body]) => ({ parameters, ...body }));
}

function isSent(value: unknown, printable: boolean): boolean {
  if (typeof value === "string") return printable ? /^[\x21-\x7e]+$/.test(value) : !/^\.{0,2}$/.test(value);
  return true;
}

/** One thing is broken, whatever can be in this operation. */
function breaks(oracle: Oracle, operation: Operation, values: Values): Arbitrary<Case> {
  const request = writeRequest(operation, values);
  const of = (broken: string, change: Partial<HttpRequest>): Arbitrary<Case> =>
    fc.constant({ operation, broken, request: { ...request, ...change } });
  const all = [
    of("path", { target: request.target.replace(/^\/[^/?]+/, "/nowhere") }),
    of("path encoding", { target: request.target.replace(/(\?|$)/, "%zz$1") }),
    of("method", { method: "PATCH" }),
    ...(operation.security[0] ?? []).map(({ scheme }) =>
      of(`credential ${scheme.key}`, {
        headers: lessHeader(request.headers, scheme.type === "apiKey" ? scheme.name : "Authorization"),
      }),
    ),
    ...operation.parameters.flatMap((parameter) => [
      ...(parameter.required && parameter.in !== "path"
        ? [of(`no ${parameter.in} ${parameter.name}`, writeRequest(operation, lessParameter(values, parameter)))]
        : []),
      ...["!", "-5", "1e9", "true and false"]
        .filter(
          (text) => !oracle.acceptsParameter(parameter, text) && !oracle.acceptsParameter(parameter, Number(text)),
        )
        .filter(() => !["array", "object"].includes(resolved(parameter.schema).kind))
        .map((text) =>
          of(`${parameter.in} ${parameter.name}`, writeRequest(operation, withParameter(values, parameter, text))),
        ),
    ]),
  ];
  const media = operation.requestBody?.content.find(({ mediaType }) => mediaType === values.mediaType);
  if (!media) return fc.oneof(...all);
  const json = isJson(media.mediaType);
  const bodies: Arbitrary<Case>[] = [
    of("media type", { headers: { ...request.headers, "Content-Type": "image/png" } }),
    of("no media type", { headers: lessHeader(request.headers, "Content-Type") }),
    of("content coding", { headers: { ...request.headers, "Content-Encoding": "gzip" } }),
    ...(operation.requestBody?.required ? [of("no body", { body: undefined })] : []),
    ...(json ? [malformed(operation, request)] : []),
    ...many(8, invalidBody(oracle, operation, media, values)),
  ];
  return fc.oneof(...all, ...bodies);
}

const many = <Item>(times: number, item: Item): Item[] => Array.from({ length: times }, () => item);

function malformed(operation: Operation, request: HttpRequest): Arbitrary<Case> {
  const text = Buffer.from(request.body ?? []).toString();
  return fc
    .tuple(fc.nat(text.length), fc.constantFrom("", "\0", "}", ",", "x", '"', "\\"))
    .map(([at, added]) => text.slice(0, at) + added + (added === "" ? "" : text.slice(at)))
    .filter((changed) => changed !== "" && !isJsonText(changed))
    .map((changed) => ({ operation, broken: "malformed JSON", request: { ...request, body: Buffer.from(changed) } }));
}

function invalidBody(oracle: Oracle, operation: Operation, media: MediaType, values: Values): Arbitrary<Case> {
  const isForm = !isJson(media.mediaType);
  return (
    broken(values.body)
      .filter((body) => !oracle.acceptsBody(media, body))
      // A form has texts only, and always is an object.
      .filter((body) => !isForm || (isFlat(body) && !oracle.acceptsBody(media, readForm(body))))
      .map((body) => ({ operation, broken: "body", request: writeRequest(operation, { ...values, body }) }))
  );
}

function isFlat(body: unknown): boolean {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  return Object.values(body).every((value) => ["string", "number"].includes(typeof value));
}

/** A number is one whether it is sent as a number or as a text. */
function readForm(body: unknown): unknown {
  return Object.fromEntries(
    Object.entries(body ?? {}).map(([name, value]) => [name, /^-?\d+$/.test(String(value)) ? Number(value) : value]),
  );
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function lessHeader(headers: HttpRequest["headers"], name: string): HttpRequest["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
}

type Place = Pick<Operation["parameters"][number], "in" | "name">;

function withParameter(values: Values, { in: place, name }: Place, value: unknown): Values {
  return { ...values, parameters: { ...values.parameters, [place]: { ...values.parameters[place], [name]: value } } };
}

function lessParameter(values: Values, place: Place): Values {
  return withParameter(values, place, undefined);
}
