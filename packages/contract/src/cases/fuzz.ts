import { type Description, isJson, type Operation } from "@spkey/model";
import { writeBody } from "../send/body.ts";
import { isObject } from "./alter.ts";
import { type Case, parameterValue } from "./case.ts";
import { createRandom, hashOf, pick, type Random } from "./random.ts";

/** How many requests of each kind are made of an operation. */
const often = 20;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Requests in which several things are unusual at once: values of other cases, put together at random. They keep the description,
 * or break one rule of it.
 *
 * @param cases those of the operation
 * @param seed the same one makes the same requests
 */
export function fuzzCases(
  description: Description,
  operation: Operation,
  cases: readonly Case[],
  seed: number,
): readonly Case[] {
  const random = createRandom(seed + hashOf(operation.id));
  const valid = cases.filter(({ wanted }) => wanted.outcome === "accepted");
  const [base] = valid;
  const media = base?.request.body?.media;
  const { content = [] } = operation.requestBody ?? {};
  if (!base) return [];
  const valuesIn = (all: readonly Case[]) =>
    all.flatMap(({ request: { body } }) => (body && body.media === media && isObject(body.value) ? [body.value] : []));
  const bodies = valuesIn(valid);
  const isBody = media?.schema !== undefined && isJson(media.mediaType) && bodies.length > 0;
  const build = (from: Case, value: Fields | undefined): Case["request"] | undefined => {
    const parameters = mixedParameters(random, valid, base);
    const { body: _, ...rest } = base.request;
    if (value === undefined || !media) return { ...base.request, parameters };
    const written = writeBody(content, media, value);
    return "bytes" in written ? { ...rest, parameters, body: { media, value, ...written } } : from.request;
  };
  const made = Array.from({ length: often }, (_, index): Case[] => {
    const value = isBody ? mixed(random, bodies) : undefined;
    if (value && media?.schema && !description.accepts(media.schema.pointer, value, "request")) return [];
    const request = build(base, value);
    if (!request) return [];
    return [
      {
        ...base,
        id: `${operation.id}/fuzz/accepted/${index}`,
        name: `${operation.id} accepts unusual values together (${index})`,
        request,
        tries: [],
      },
    ];
  }).flat();
  const refused = isBody ? cases.filter(isOfOneField) : [];
  const broken = Array.from({ length: refused.length > 0 ? often : 0 }, (_, index): Case[] => {
    const from = pick(random, refused);
    const field = from?.wanted.outcome === "refused" ? from.wanted.violation?.path[0] : undefined;
    const wrong = from?.request.body?.value;
    if (!from || field === undefined || !isObject(wrong) || !media?.schema) return [];
    const value = { ...mixed(random, bodies), [field]: wrong[field] };
    if (description.accepts(media.schema.pointer, value, "request")) return [];
    const request = build(from, value);
    return request
      ? [
          {
            ...from,
            id: `${operation.id}/fuzz/refused/${index}`,
            name: `${from.name}, beside unusual values (${index})`,
            request,
          },
        ]
      : [];
  }).flat();
  return [...made, ...broken];
}

/** Each field as in one of the bodies, if it is there. */
function mixed(random: Random, bodies: readonly Fields[]): Fields {
  const names = [...new Set(bodies.flatMap((body) => Object.keys(body)))];
  const fields = names.flatMap((name): [string, unknown][] => {
    const from = pick(random, bodies);
    return from && Object.hasOwn(from, name) ? [[name, from[name]]] : [];
  });
  return Object.fromEntries(fields);
}

function mixedParameters(random: Random, valid: readonly Case[], base: Case): Case["request"]["parameters"] {
  const from = (place: keyof Case["request"]["parameters"]) =>
    Object.fromEntries(
      Object.entries(base.request.parameters[place]).map(([name, value]) => {
        const values = valid.map(({ request }) => parameterValue(request.parameters, { in: place, name }));
        return [name, pick(random, values) ?? value];
      }),
    );
  return { path: from("path"), query: from("query"), header: from("header"), cookie: from("cookie") };
}

/** Whether what it breaks is a rule of one field of the body. */
function isOfOneField({ wanted, request }: Case): boolean {
  if (wanted.outcome !== "refused" || wanted.violation?.in !== "body") return false;
  const { path, keyword } = wanted.violation;
  return path.length === 1 && keyword !== "required" && isObject(request.body?.value);
}
