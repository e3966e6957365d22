import { type Description, hasFragment, type Notice, type Operation } from "@spkey/model";
import { acceptedCases } from "./accepted.ts";
import { answeredCases } from "./answered.ts";
import { type BaseRequest, baseRequest } from "./base.ts";
import { bodyCases } from "./bodies.ts";
import type { Case, Tried } from "./case.ts";
import { credentialCases } from "./credentials.ts";
import { distinct } from "./distinct.ts";
import { methodCases } from "./methods.ts";
import { createPaths, type Paths } from "./paths.ts";
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
}

export interface Settings {
  readonly texts: Texts;
  readonly paths: Paths;
  readonly cache: VariantCache;
}

/** Makes the cases of one operation, given a valid request to it. */
export type Family = (
  description: Description,
  operation: Operation,
  base: BaseRequest,
  settings: Settings,
) => Omit<Plan, "untried"> & Partial<Pick<Plan, "untried">>;

const families: readonly Family[] = [acceptedCases, valueCases, bodyCases, credentialCases, methodCases, answeredCases];

/** Plans all cases of a description, operation by operation. The same description has the same cases each time. */
export function planCases(description: Description, options: PlanOptions = {}): Plan {
  const plans = [...planOperations(description, options)];
  return {
    cases: distinct(plans.flatMap(({ cases }) => cases)),
    leftOut: plans.flatMap(({ leftOut }) => leftOut),
    untried: plans.flatMap(({ untried }) => untried),
  };
}

/** The same, one operation after the other: of thousands of operations, not all cases have to be there at once. */
export function* planOperations(
  description: Description,
  { seed = 0 }: PlanOptions = {},
): Generator<Plan & { readonly operation: Operation }, void> {
  const texts = textsOf(seed);
  const paths = createPaths(description.operations);
  const cache: VariantCache = new Map();
  for (const operation of description.operations) {
    yield { operation, ...planOperation(description, operation, { texts, paths, cache }) };
  }
}

function planOperation(description: Description, operation: Operation, settings: Settings): Plan {
  if (operation.responses.length === 0) return { cases: [], leftOut: [unanswered(operation)], untried: [] };
  if (hasFragment(operation.path)) return { cases: [], leftOut: [notTold(operation)], untried: [] };
  const base = baseRequest(description, operation);
  if ("leftOut" in base) return { cases: [], leftOut: base.leftOut, untried: [] };
  const parts = families.map((family) => family(description, operation, base, settings));
  return {
    cases: distinct(parts.flatMap(({ cases }) => cases)),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    untried: parts.flatMap(({ untried = [] }) => untried),
  };
}

/** A server gets the same request as for the path without it, and answers as it is described there. */
function notTold({ pointer }: Operation): Notice {
  return {
    pointer,
    message: "What follows the `#` in its path is not sent: no server can tell it from another operation.",
  };
}

function unanswered({ pointer }: Operation): Notice {
  return { pointer, message: "No response is described: nothing can be said of what it answers." };
}
