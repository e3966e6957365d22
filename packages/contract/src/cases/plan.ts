import type { Description, Notice, Operation } from "@spkey/model";
import { acceptedCases } from "./accepted.ts";
import { answeredCases } from "./answered.ts";
import { type BaseRequest, baseRequest } from "./base.ts";
import type { Case } from "./case.ts";
import { credentialCases } from "./credentials.ts";
import { requiredCases } from "./required.ts";

/** The cases of a description, and what no case could be made of. */
export interface Plan {
  readonly cases: readonly Case[];
  /** What is not tried, with its place and the reason. */
  readonly leftOut: readonly Notice[];
}

/** Makes the cases of one operation, given a valid request to it. */
export type Family = (description: Description, operation: Operation, base: BaseRequest) => Plan;

const families: readonly Family[] = [acceptedCases, answeredCases, credentialCases, requiredCases];

/** Plans all cases of a description, operation by operation. The same description has the same cases each time. */
export function planCases(description: Description): Plan {
  const plans = description.operations.map((operation): Plan => {
    const base = baseRequest(description, operation);
    if ("leftOut" in base) return { cases: [], leftOut: base.leftOut };
    const parts = families.map((family) => family(description, operation, base));
    return { cases: parts.flatMap(({ cases }) => cases), leftOut: parts.flatMap(({ leftOut }) => leftOut) };
  });
  return { cases: distinct(plans.flatMap(({ cases }) => cases)), leftOut: plans.flatMap(({ leftOut }) => leftOut) };
}

/** Gives cases whose names are the same a number: properties may be called `a.b`, which also is a path. */
function distinct(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const count = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, count);
    return count === 1 ? each : { ...each, name: `${each.name} (${count})` };
  });
}
