import { type Description, isOfClass, type Notice, type Operation } from "@spkey/model";
import { acceptedCases } from "./accepted.ts";
import { answeredCases, statusOf } from "./answered.ts";
import { type BaseRequest, baseRequest } from "./base.ts";
import { bodyCases } from "./bodies.ts";
import type { Case, CaseRequest, Tried, Wanted } from "./case.ts";
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
export function planCases(description: Description, { seed = 0 }: PlanOptions = {}): Plan {
  const texts = textsOf(seed);
  const paths = createPaths(description.operations);
  const cache: VariantCache = new Map();
  const plans = description.operations.map((operation): Plan => {
    if (operation.responses.length === 0) return { cases: [], leftOut: [unanswered(operation)], untried: [] };
    const base = baseRequest(description, operation);
    if ("leftOut" in base) return { cases: [], leftOut: base.leftOut, untried: [] };
    const parts = families.map((family) => family(description, operation, base, { texts, paths, cache }));
    return {
      cases: parts.flatMap(({ cases }) => cases),
      leftOut: parts.flatMap(({ leftOut }) => leftOut),
      untried: parts.flatMap(({ untried = [] }) => untried),
    };
  });
  return {
    cases: distinct(plans.flatMap(({ cases }) => cases)),
    leftOut: plans.flatMap(({ leftOut }) => leftOut),
    untried: plans.flatMap(({ untried }) => untried),
  };
}

function unanswered({ pointer }: Operation): Notice {
  return { pointer, message: "No response is described: nothing can be said of what it answers." };
}

/** Whether any success is described. */
export function acceptsAnything({ responses }: Operation): boolean {
  return responses.some(({ status }) => isOfClass(status, 2, 3) || status === "default");
}

/** What is wanted of a request that keeps the description, and what a mock is asked for. */
export interface WantedOfValid {
  readonly wanted: Wanted;
  readonly preference: Pick<CaseRequest, "prefer">;
}

/**
 * What is wanted of a request that keeps the description: a success; where none is described, one of the errors, which a mock can
 * be asked for. It answers with it only what it has found to be valid.
 */
export function wantedOfValid(operation: Operation): WantedOfValid {
  const success: WantedOfValid = { wanted: { outcome: "accepted" }, preference: {} };
  if (acceptsAnything(operation)) return success;
  const statuses = operation.responses.flatMap((response) => statusOf(operation, response) ?? []);
  const status = statuses.find((each) => each !== 400 && each !== 422) ?? statuses[0];
  return status === undefined ? success : { wanted: { outcome: "answered", status }, preference: { prefer: status } };
}
