import { type MessageFact, messageRules } from "./message.ts";
import type { Direction, Rule, Verdict } from "./rule.ts";
import { type SchemaFact, schemaRules } from "./schema.ts";
import { type SingleRule, singleRules } from "./single.ts";

/** What can be found on either way, to the API and from it. */
export type Fact = SchemaFact | MessageFact;

const facts: Readonly<Record<Fact, Readonly<Record<Direction, Verdict>>>> = { ...messageRules, ...schemaRules };

const directed: readonly Rule[] = Object.entries(facts).flatMap(([fact, verdicts]) =>
  (["request", "answer"] as const).map((direction) => ({
    id: `${direction}-${fact}`,
    direction,
    ...verdicts[direction],
  })),
);

const single: readonly Rule[] = Object.entries(singleRules).map(([id, [direction, verdict]]) => ({
  id,
  direction,
  ...verdict,
}));

/** The table: every rule, once. */
export const rules: readonly Rule[] = [...single, ...directed];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}

/** The rule for what was found. */
export function ruleOf(fact: Fact, direction: Direction): Rule {
  return { id: `${direction}-${fact}`, direction, ...facts[fact][direction] };
}

export function singleRule(id: SingleRule): Rule {
  const [direction, verdict] = singleRules[id];
  return { id, direction, ...verdict };
}
