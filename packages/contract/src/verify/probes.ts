import { type Description, type Operation, resolved, type Schema } from "@spkey/model";
import type { Case } from "../cases/case.ts";
import type { GivenValues } from "../cases/plan.ts";
import { createRandom, hashOf } from "../cases/random.ts";
import { writeBody } from "../send/body.ts";

/** A request to a real server. */
export interface LiveCase {
  readonly given: Case;
  /**
   * - `planned`: the answer is held against what the case wants.
   * - `open`: any documented answer will do, and is held against what is documented of it.
   * - `options`: asks which methods there are.
   */
  readonly kind: "planned" | "open" | "options";
  /** Whether it uses its values up, if all is as it should be. */
  readonly maySucceed: boolean;
}

/** What is asked beyond the cases of an operation: things that there are not, and which methods there are. */
export function probesOf(
  description: Description,
  operation: Operation,
  base: Case,
  { values, seed, isFirstOfPath }: { values: GivenValues | undefined; seed: number; isFirstOfPath: boolean },
): LiveCase[] {
  const open = (slug: string, what: string, request: Case["request"]): LiveCase => ({
    given: {
      id: `${operation.id}/probe/${slug}`,
      name: `${operation.id} answers as documented to ${what}`,
      operation,
      request,
      wanted: { outcome: "accepted" },
      tries: [],
    },
    kind: "open",
    maySucceed: false,
  });
  const probes: LiveCase[] = [];
  const path = unknownParameters(description, operation, seed);
  if (path) {
    const parameters = { ...base.request.parameters, path: { ...base.request.parameters.path, ...path } };
    probes.push(open("unknown-path", "an id that nobody has", { ...base.request, parameters }));
  }
  const { body } = base.request;
  for (const [name, value] of Object.entries(values?.body ?? {})) {
    if (!body || typeof value !== "string") continue;
    const changed = { ...(body.value as object), [name]: madeUp(seed, name) }; // Fields were given for it.
    const written = writeBody(operation.requestBody?.content ?? [], body.media, changed);
    const isValid = body.media.schema && description.accepts(body.media.schema.pointer, changed, "request");
    if ("bytes" in written && isValid) {
      const request = { ...base.request, body: { ...body, value: changed, ...written } };
      probes.push(open(`unknown-body-${name}`, `a \`${name}\` that nobody has`, request));
    }
  }
  if (isFirstOfPath) {
    const { body: _, ...bodiless } = base.request;
    const asked = open("options", "OPTIONS", { ...bodiless, method: "OPTIONS" });
    probes.push({ ...asked, kind: "options" });
  }
  return probes;
}

/** The valid request once more, when its values have been used up. */
export function repeated(operation: Operation, base: Case): LiveCase {
  const given: Case = {
    ...base,
    id: `${operation.id}/probe/again`,
    name: `${operation.id} answers as documented to the same request once more`,
    tries: [],
  };
  return { given, kind: "open", maySucceed: false };
}

/** Values that fit their parameters, and that no server has. */
function unknownParameters(
  description: Description,
  { parameters }: Operation,
  seed: number,
): Readonly<Record<string, unknown>> | undefined {
  const ofPath = parameters.filter((parameter) => parameter.in === "path");
  const values = ofPath.map(({ name, schema }): [string, unknown] => [
    name,
    unknownValue(description, schema, seed, name),
  ]);
  const known = values.filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function unknownValue(description: Description, schema: Schema, seed: number, name: string): unknown {
  const { kind } = resolved(schema);
  const random = createRandom(seed + hashOf(name));
  const candidates: unknown[] =
    kind === "integer" || kind === "number"
      ? [2_147_000_000 + Math.floor(random() * 400_000), 900_000 + Math.floor(random() * 90_000)]
      : [madeUp(seed, name), uuid(seed, name), madeUp(seed, name).replaceAll("-", "").slice(0, 16)];
  return candidates.find((value) => description.accepts(schema.pointer, value, "request"));
}

function hex(seed: number, name: string, length: number): string {
  const random = createRandom(seed + hashOf(name));
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
}

function madeUp(seed: number, name: string): string {
  return `nobody-${hex(seed, name, 16)}`;
}

/** RFC 9562, section 5.4. */
function uuid(seed: number, name: string): string {
  const digits = hex(seed, name, 32);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}
