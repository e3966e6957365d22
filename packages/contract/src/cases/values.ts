import {
  type Description,
  isJson,
  kindOf,
  type MediaType,
  type Notice,
  type Operation,
  type Parameter,
  schemaFor,
} from "@spkey/model";
import { writeBody } from "../send/body.ts";
import { isObject } from "./alter.ts";
import { type BaseRequest, withoutBodies } from "./base.ts";
import { type BrokenRule, type Case, type CaseRequest, parameterValue } from "./case.ts";
import type { Family, Plan, Settings } from "./plan.ts";
import { readForm, readParameter, unwritable } from "./read-back.ts";
import { type Variant, type Variants, variantsOf, variantsOfJson } from "./variants.ts";
import { refusals, wantedOfValid } from "./wanted.ts";

/** Characters of a text of which nothing is said: of a URL or a header as many as any server takes. */
const long = { body: 5_000, parameter: 300 };

/** Of each rule of the body and of each parameter, what just keeps it is accepted, and what just breaks it refused. */
export const valueCases: Family = (description, operation, base, settings) => {
  const bodies = bodyPlans(description, operation, base, settings);
  const parameters = operation.parameters.map((parameter) =>
    parameterPlan(description, operation, parameter, base, settings),
  );
  const plans = [...bodies, ...parameters];
  return {
    cases: plans.flatMap(({ cases }) => cases),
    leftOut: plans.flatMap(({ leftOut }) => leftOut),
    untried: plans.flatMap(({ untried }) => untried),
  };
};

function bodyPlans(description: Description, operation: Operation, base: BaseRequest, settings: Settings): Plan[] {
  const content = operation.requestBody?.content ?? [];
  return content.flatMap((media): Plan[] => {
    const body = base.bodies.find((each) => each.body.media === media)?.body;
    const read = media.schema && body && readerOf(description, media, body.contentType);
    if (!media.schema || !body || !read) return [];
    const written = (value: unknown) => writeBody(content, media, value);
    const whole = {
      schema: schemaFor("request", media.schema),
      value: body.value,
      direction: "request" as const,
      texts: settings.texts,
      long: long.body,
    };
    const variants = isJson(body.contentType)
      ? variantsOfJson(description, whole, settings.cache)
      : variantsOf(description, {
          ...whole,
          read: (value) => ("bytes" in written(value) ? read(value) : undefined),
        });
    const as = content.length > 1 ? ` as ${media.mediaType}` : "";
    return [
      planOf(operation, variants, {
        in: "body",
        id: content.length > 1 ? `body(${media.mediaType})` : "body",
        nameOf: (path) => (path.length === 0 ? "the body" : `\`${path.join(".")}\``),
        suffix: as,
        requestFor: (value) => {
          const bytes = written(value);
          return { ...withoutBodies(base), ...("bytes" in bytes && { body: { media, value, ...bytes } }) };
        },
      }),
    ];
  });
}

/** How a server reads a body of the media type; nothing where a schema says nothing of what is written. */
function readerOf(description: Description, media: MediaType, contentType: string) {
  switch (kindOf(contentType)) {
    case "json":
      return (value: unknown) => ({ value });
    case "form":
    case "multipart":
      return (value: unknown) => readForm(description, media, value);
    case "text":
      return (value: unknown) => (typeof value === "string" ? { value } : undefined);
    default:
      return undefined;
  }
}

function parameterPlan(
  description: Description,
  operation: Operation,
  parameter: Parameter,
  base: BaseRequest,
  settings: Settings,
): Plan {
  const { name, pointer, required } = parameter;
  const [example] = parameter.examples;
  const given = settings.given && parameterValue(settings.given.parameters, parameter);
  const made =
    given !== undefined
      ? { value: given }
      : example
        ? { value: example.value }
        : description.example(parameter.schema, "request");
  if (!("value" in made)) return { cases: [], leftOut: [], untried: [] };
  const put = (value: unknown): CaseRequest => ({
    ...withoutBodies(base),
    parameters: { ...base.parameters, [parameter.in]: { ...base.parameters[parameter.in], [name]: value } },
  });
  const place = parameter.in === "path" ? "the path" : parameter.in === "query" ? "the query" : `a ${parameter.in}`;
  const inPlace = `\`${name}\` in ${place}`;
  const variants = variantsOf(description, {
    schema: schemaFor("request", parameter.schema),
    value: made.value,
    direction: "request",
    texts: settings.texts,
    long: long.parameter,
    read: (value) => readParameter(description, parameter, value),
  });
  const plan = planOf(operation, variants, {
    in: parameter.in,
    id: `${parameter.in}.${name}`,
    nameOf: (path) => (path.length === 0 ? inPlace : `\`${[name, ...path].join(".")}\` in ${place}`),
    suffix: "",
    requestFor: put,
  });
  const presence: Case[] = [];
  const leftOut: Notice[] = [];
  const id = (outcome: string, slug: string) => `${operation.id}/${outcome}/${parameter.in}.${name}/required/${slug}`;
  const examples =
    given === undefined && parameter.examples.length > 0
      ? parameter.examples
      : [{ value: made.value, name: undefined }];
  const ofValid = wantedOfValid(operation);
  for (const [index, each] of examples.entries()) {
    if (required && index === 0) continue; // All other cases have it.
    const message = unwritable(parameter, each.value);
    if (message !== undefined) {
      leftOut.push({ pointer, message });
      continue;
    }
    presence.push({
      id: id("accepted", `example-${each.name ?? index}`),
      name: `${operation.id} accepts ${inPlace}${each.name === undefined ? "" : `, as in the example ${each.name}`}`,
      operation,
      request: { ...put(each.value), ...ofValid.preference },
      wanted: ofValid.wanted,
      tries: [{ pointer, keyword: "required", as: "valid" }],
    });
  }
  if (required && parameter.in !== "path") {
    const { [name]: _left, ...others } = base.parameters[parameter.in];
    presence.push({
      id: id("refused", "missing"),
      name: `${operation.id} refuses a request without ${inPlace}`,
      operation,
      request: { ...withoutBodies(base), parameters: { ...base.parameters, [parameter.in]: others } },
      wanted: {
        outcome: "refused",
        statuses: refusals,
        violation: { in: parameter.in, keyword: "required", path: [], property: name, inUnion: false },
      },
      tries: [{ pointer, keyword: "required", as: "invalid" }],
    });
  }
  return { ...plan, cases: [...presence, ...plan.cases], leftOut };
}

interface Target {
  readonly in: "body" | Parameter["in"];
  /** What it is called in ids. */
  readonly id: string;
  /** What a place in it is called. */
  readonly nameOf: (path: readonly string[]) => string;
  readonly suffix: string;
  readonly requestFor: (value: unknown) => CaseRequest;
}

function planOf(operation: Operation, { variants, untried }: Variants, target: Target): Plan {
  const ofValid = wantedOfValid(operation);
  const caseOf = ({ place, keyword, sample, valid, value, tries }: Variant): Case => {
    const outcome = valid ? "accepted" : "refused";
    const property = keyword === "required" ? missingOf(place.value, sample.slug) : undefined;
    const violation: BrokenRule = {
      in: target.in,
      keyword,
      path: place.path,
      ...(property !== undefined && { property }),
      inUnion: place.alternative || place.schema.kind === "union",
    };
    return {
      id: [operation.id, outcome, [target.id, ...place.path].join("."), keyword, sample.slug].join("/"),
      name: `${operation.id} ${valid ? "accepts" : "refuses"} ${sample.what(target.nameOf(place.path))}${target.suffix}`,
      operation,
      request: { ...target.requestFor(value), ...(valid && ofValid.preference) },
      wanted: valid ? ofValid.wanted : { outcome: "refused", statuses: refusals, violation },
      tries,
    };
  };
  return {
    cases: variants.map(caseOf),
    leftOut: [],
    untried: untried.map(({ place, keyword, sample, valid }) => ({
      pointer: place.schema.pointer,
      keyword,
      as: valid ? "valid" : "invalid",
      what: `${operation.id}: ${sample.what(target.nameOf(place.path))}`,
    })),
  };
}

function missingOf(value: unknown, slug: string): string | undefined {
  return isObject(value) ? Object.keys(value).find((name) => slug === `without-${name}`) : undefined;
}
