import { lookUpProperty, resolved, type Schema, type Violation, withoutNull } from "@spkey/model";
import { rulesOf } from "../../view/constraints.ts";
import { choiceRules } from "../../view/parts.ts";
import { typeName } from "../../view/type-name.ts";
import type { Mark } from "../form/marks.ts";

/** What is wrong with a value, in the words of its schema; each at the place that it is about. */
export function marksOf(schema: Schema, violations: readonly Violation[]): Mark[] {
  const marks = relevant(schema, violations).map((violation) => markOf(schema, violation));
  return marks.filter(({ path, message }, index) => {
    const first = marks.findIndex((each) => each.message === message && each.path.join("/") === path.join("/"));
    return first === index;
  });
}

/** A choice between variants is broken by what each of them asks for: only that none of them fits is of use. */
function relevant(schema: Schema, violations: readonly Violation[]): Violation[] {
  const isChoice = ({ keyword }: Violation) => keyword === "oneOf" || keyword === "anyOf";
  const choices = violations.filter(isChoice);
  const isNullOnly = ({ path }: Violation) => {
    const at = schemaAt(schema, path);
    const union = at && resolved(at);
    return union?.kind === "union" && resolved(withoutNull(union)).kind !== "union";
  };
  const real = choices.filter((choice) => !isNullOnly(choice));
  const isBelow = ({ path }: Violation, choice: Violation) =>
    path.length >= choice.path.length && choice.path.every((step, index) => step === path[index]);
  return violations.filter((violation) => {
    if (isChoice(violation))
      return real.includes(violation) && !real.some((each) => each !== violation && isBelow(violation, each));
    return !real.some((choice) => isBelow(violation, choice));
  });
}

function markOf(schema: Schema, { path, keyword, message }: Violation): Mark {
  const [, name] = /property "(.*?)"/s.exec(message) ?? [];
  if (keyword === "required" && name !== undefined) return { path: [...path, name], message: "Required." };
  const at = schemaAt(schema, path);
  if (keyword === "false") return { path, message: "Not allowed here." };
  // Of what is too far away, the console has only what validates it.
  if (!at || resolved(at).kind === "any") return { path, message };
  if (keyword === "oneOf" || keyword === "anyOf") {
    return { path, message: `Expected ${[typeName(at), ...choiceRules(at)].join(", ")}.` };
  }
  return { path, message: `Expected ${[typeName(at), ...rulesOf(withoutNull(at))].join(", ").replaceAll("`", "")}.` };
}

/** What a schema says of a value inside of its value. */
function schemaAt(schema: Schema, path: readonly string[]): Schema | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const end = resolved(withoutNull(schema));
  const inner =
    end.kind === "array" ? (end.prefixItems[Number(step)] ?? end.items) : lookUpProperty(withoutNull(schema), step);
  return inner && schemaAt(inner, rest);
}
