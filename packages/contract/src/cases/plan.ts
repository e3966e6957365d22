import {
  type Description,
  hasFragment,
  type Notice,
  type Operation,
  type Parameter,
  type SecurityScheme,
} from "@spkey/model";
import { credentialFor } from "../send/credentials.ts";
import { writeRequest } from "../send/request.ts";
import { acceptedCases } from "./accepted.ts";
import { answeredCases } from "./answered.ts";
import { type BaseRequest, baseRequest } from "./base.ts";
import { bodyCases } from "./bodies.ts";
import type { Case, Tried } from "./case.ts";
import { credentialCases } from "./credentials.ts";
import { distinct } from "./distinct.ts";
import { methodCases } from "./methods.ts";
import { createPaths, hasSharedSegment, isAmbiguous, type Paths } from "./paths.ts";
import { type Texts, textsOf } from "./texts.ts";
import { valueCases } from "./values.ts";
import type { VariantCache } from "./variants.ts";

/** The cases of a description, and what no case could be made of. */
export interface Plan {
  readonly cases: readonly Case[];
  /** What is not tried, with its place and the reason. */
  readonly leftOut: readonly Notice[];
  /** Values that were made to keep or to break a rule, and do not: once they are written, say, or since another rule says more. */
  readonly untried: readonly Untried[];
}

export interface Untried extends Tried {
  /** In words. */
  readonly what: string;
}

export interface PlanOptions {
  /** A whole number from 0, which decides what is in texts that are made up. Default: 0. */
  readonly seed?: number;
  /** Whether a credential of a scheme can be sent. Default: each that can be made up. */
  readonly canSend?: (scheme: SecurityScheme) => boolean;
}

/** Values that a server knows, in place of the description's examples. */
export interface GivenValues {
  /** Of parameters, by their place and by their name. */
  readonly parameters: Readonly<Record<Parameter["in"], Readonly<Record<string, unknown>>>>;
  /** Fields of the body, put into each example of it. */
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface Settings {
  readonly texts: Texts;
  readonly paths: Paths;
  readonly cache: VariantCache;
  readonly canSend: (scheme: SecurityScheme) => boolean;
  readonly given?: GivenValues;
}

/** Makes the cases of one operation, given a valid request to it. */
export type Family = (
  description: Description,
  operation: Operation,
  base: BaseRequest,
  settings: Settings,
) => Omit<Plan, "untried"> & Partial<Pick<Plan, "untried">>;

const families: readonly Family[] = [acceptedCases, valueCases, bodyCases, credentialCases, methodCases, answeredCases];

/** Plans the cases of single operations. */
export type PlanOperation = (operation: Operation, given?: GivenValues) => Plan;

/** Plans cases operation by operation: those of a thousand are then never in memory at once. */
export function createPlanner(description: Description, options: PlanOptions = {}): PlanOperation {
  const { seed = 0, canSend = (scheme) => credentialFor(scheme) !== undefined } = options;
  const texts = textsOf(seed);
  const paths = createPaths(description.operations);
  const shared: VariantCache = new Map();
  return (operation, given) => {
    if (operation.responses.length === 0) return { cases: [], leftOut: [unanswered(operation)], untried: [] };
    const extra = hasFragment(operation.path) ? "fragment" : hasQuery(operation.path) ? "query" : undefined;
    if (extra) return { cases: [], leftOut: [notTold(operation, extra)], untried: [] };
    // With other values in the examples, their variants are others.
    const cache = given ? new Map() : shared;
    const settings: Settings = { texts, paths, cache, canSend, ...(given && { given }) };
    const base = baseRequest(description, operation, settings);
    if ("leftOut" in base) return { cases: [], leftOut: base.leftOut, untried: [] };
    const parts = families.map((family) => family(description, operation, base, settings));
    const all = parts.flatMap(({ cases }) => cases);
    const isOther = ({ request }: Case) => {
      const [path = ""] = writeRequest({ operation, request }).target.split("?");
      return request.method === undefined && (paths.isTaken(operation, path) || isAmbiguous(operation, path));
    };
    const taken = new Set(paths.mayBeTaken(operation) || hasSharedSegment(operation) ? all.filter(isOther) : []);
    const cases = distinct(all.filter((each) => !taken.has(each)));
    return {
      cases,
      leftOut: [
        ...parts.flatMap(({ leftOut }) => leftOut),
        // The first is the one of the example.
        ...(all[0] && taken.has(all[0]) ? [meansOther(operation)] : []),
      ],
      untried: [
        ...parts.flatMap(({ untried = [] }) => untried),
        ...[...taken].flatMap(({ name, tries }) =>
          tries.map((tried) => ({ ...tried, what: `${name}: to a server, its path means something else` })),
        ),
      ],
    };
  };
}

/** Plans all cases of a description. The same description has the same cases each time. */
export function planCases(description: Description, options: PlanOptions = {}): Plan {
  const planOperation = createPlanner(description, options);
  const plans = description.operations.map((operation) => planOperation(operation));
  return {
    cases: distinct(plans.flatMap(({ cases }) => cases)),
    leftOut: plans.flatMap(({ leftOut }) => leftOut),
    untried: plans.flatMap(({ untried }) => untried),
  };
}

/** A path has none (OpenAPI 3.1, section 4.8.8); of a template's expression, a `?` is part of a name. */
function hasQuery(path: string): boolean {
  return path.replaceAll(/\{[^}]*\}/g, "").includes("?");
}

/** A server gets the same request as for the path without it, and answers as it is described there. */
function notTold({ pointer }: Operation, part: "fragment" | "query"): Notice {
  const reason = {
    fragment: "What follows the `#` in its path is not sent: no server can tell it from another operation.",
    query: "What follows the `?` in its path belongs into parameters: no server can tell it from another operation.",
  };
  return { pointer, message: reason[part] };
}

function meansOther({ pointer }: Operation): Notice {
  return {
    pointer,
    message: "With its example, its path means something else: by another template, which says more, or by its own.",
  };
}

function unanswered({ pointer }: Operation): Notice {
  return { pointer, message: "No response is described: nothing can be said of what it answers." };
}
