import type { Condition, Schema } from "@spkey/model";
import type { SchemaFact } from "../rules/schema.ts";
import { type Context, type Findings, only, type Resolved } from "./node.ts";

/** Rules that depend on others: they are the same, there is one more or less, or nobody can tell. */
export function compareConditions(before: Resolved, after: Resolved, { same }: Context): Findings {
  const left = [...after.conditions];
  const gone: Condition[] = [];
  for (const condition of before.conditions) {
    const twin = left.findIndex((other) => isSame(condition, other, same));
    if (twin >= 0) left.splice(twin, 1);
    else gone.push(condition);
  }
  const facts: { fact: SchemaFact; what: string }[] = [];
  for (const condition of gone) {
    const twin = left.findIndex((other) => nameOf(other) === nameOf(condition));
    if (twin >= 0) left.splice(twin, 1);
    facts.push(
      twin >= 0
        ? { fact: "condition-changed", what: `the rule \`${nameOf(condition)}\` has changed` }
        : { fact: "condition-removed", what: `the rule \`${nameOf(condition)}\` is gone` },
    );
  }
  for (const condition of left) {
    facts.push({ fact: "condition-added", what: `there is a rule \`${nameOf(condition)}\` now` });
  }
  return only(...facts);
}

function nameOf(condition: Condition): string {
  return condition.keyword === "dependentSchemas" ? `${condition.keyword}/${condition.property}` : condition.keyword;
}

function isSame(a: Condition, b: Condition, same: Context["same"]): boolean {
  if (nameOf(a) !== nameOf(b) || !same(a.schema, b.schema)) return false;
  if (a.keyword !== "if" || b.keyword !== "if") return true;
  return isSameOptional(a.whenTrue, b.whenTrue, same) && isSameOptional(a.whenFalse, b.whenFalse, same);
}

function isSameOptional(a: Schema | undefined, b: Schema | undefined, same: Context["same"]): boolean {
  return a && b ? same(a, b) : a === b;
}
