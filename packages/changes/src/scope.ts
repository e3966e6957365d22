import type { Description } from "@spkey/model";
import { createRecorder, type Places, type Recorder } from "./change.ts";
import { type Fact, ruleOf, singleRule } from "./rules/index.ts";
import type { Direction } from "./rules/rule.ts";
import type { SingleRule } from "./rules/single.ts";
import { createSchemaComparer, type SchemaComparer } from "./schema/compare.ts";
import type { Findings, Pair } from "./schema/node.ts";

/** Where one is while two descriptions are compared, and what has been found so far. */
export interface Scope {
  readonly where: string;
  readonly direction: Direction;
  readonly schemas: SchemaComparer;
  /** Something that goes one way, to the API or from it. */
  add(fact: Fact, what: string, places: Places): void;
  /** Something that has one direction by its nature. */
  addSingle(rule: SingleRule, what: string, places: Places): void;
  /** All that differs between two schemas, and in what they are made of. */
  addFindings(findings: Findings): void;
  /** Further down. */
  at(step: string, direction?: Direction): Scope;
}

export function createScope(
  before: Description,
  after: Description,
): { readonly scope: Scope; readonly recorder: Recorder } {
  const recorder = createRecorder();
  const schemas = createSchemaComparer(before, after);
  const visited = new Set<Pair>();
  const scopeAt = (where: string, direction: Direction): Scope => ({
    where,
    direction,
    schemas,
    add: (fact, what, places) => recorder.add(ruleOf(fact, direction), where, what, places),
    addSingle: (rule, what, places) => recorder.add(singleRule(rule), where, what, places),
    addFindings: (findings) => walk(findings, where, direction, recorder, visited),
    at: (step, other = direction) => scopeAt(deeper(where, step), other),
  });
  return { scope: scopeAt("", "request"), recorder };
}

function deeper(where: string, step: string | undefined): string {
  return step ? (where ? `${where} › ${step}` : step) : where;
}

/** Depth first, and without recursion: schemas may lead to each other in long chains. */
function walk(findings: Findings, where: string, direction: Direction, recorder: Recorder, visited: Set<Pair>): void {
  const stack: { readonly findings: () => Findings; readonly where: string; readonly pair?: Pair }[] = [
    { findings: () => findings, where },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { pair, where: here } = next;
    if (pair && visited.has(pair)) continue;
    if (pair) visited.add(pair);
    const { found, inside } = next.findings();
    for (const { fact, what, step, before, after } of found) {
      // What is found of the schema itself stands where the schema stands.
      const places =
        step === undefined ? { before: pair?.before.pointer, after: pair?.after.pointer } : { before, after };
      recorder.add(ruleOf(fact, direction), deeper(here, step), what, places);
    }
    for (const { step, pair: inner } of inside.toReversed()) {
      stack.push({ findings: () => inner.findings(), where: deeper(here, step), pair: inner });
    }
  }
}
