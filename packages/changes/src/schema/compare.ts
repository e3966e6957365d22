import { isDeepStrictEqual } from "node:util";
import { type Description, resolved, type Schema } from "@spkey/model";
import { ruleOf } from "../rules/index.ts";
import type { Direction } from "../rules/rule.ts";
import { compareArrays } from "./arrays.ts";
import { compareBounds } from "./bounds.ts";
import { compareConditions } from "./conditions.ts";
import { compareDiscriminators } from "./discriminator.ts";
import { familyOf, rulesWithoutType, simplified } from "./kinds.ts";
import {
  type Context,
  type Findings,
  type Found,
  join,
  nothing,
  only,
  type Pair,
  type Resolved,
  type SiteOptions,
} from "./node.ts";
import { compareObjects } from "./objects.ts";
import { compareContent, compareFormats, comparePatterns } from "./scalars.ts";
import { compareUnions } from "./unions.ts";
import { compareListed, compareValues } from "./values.ts";

/** Compares schemas of two descriptions. A pair that has been compared is not compared again, so that recursion ends. */
export interface SchemaComparer {
  readonly site: (direction: Direction, step: string, before: Schema, after: Schema, options?: SiteOptions) => Findings;
  /** How many pairs have been compared. */
  readonly count: () => number;
}

/** What is said of a value, and changes nothing of what it may be. */
const annotations = /^(deprecated|deprecation-ended|xml-changed|default-.*)$/;

/** A trial, with all trials inside of it, that takes more comparisons than that has failed. */
const mostComparisons = 60;

/** Trials inside of trials: the depth of schemas must not become the depth of calls. */
const mostTrials = 6;

/** Comparisons that only tell what stands for what. What was found while one of them was refused is not kept. */
interface Trials {
  depth: number;
  comparisons: number;
  refused: boolean;
}

export function createSchemaComparer(before: Description, after: Description): SchemaComparer {
  const known = { request: new Map<Schema, Map<Schema, Pair>>(), answer: new Map<Schema, Map<Schema, Pair>>() };
  const simple = new Map<Schema, Resolved>();
  const trials: Trials = { depth: 0, comparisons: 0, refused: false };
  let count = 0;

  const simplify = (schema: Schema): Resolved => {
    const end = resolved(schema);
    const found = simple.get(end) ?? simplified(end);
    simple.set(end, found);
    return found;
  };

  const pairOf = (direction: Direction, from: Schema, to: Schema): Pair => {
    const [old, now] = [simplify(from), simplify(to)];
    const ofOld = known[direction].get(old) ?? new Map<Schema, Pair>();
    known[direction].set(old, ofOld);
    const pair = ofOld.get(now) ?? createPair(old, now, contexts[direction], trials, () => count++);
    ofOld.set(now, pair);
    return pair;
  };

  const contextOf = (direction: Direction): Context => ({
    direction,
    pair: (from, to) => pairOf(direction, from, to),
    site: (step, from, to, options) => siteOf(pairOf(direction, from, to), step, from, to, options),
    same: (from, to) => !differs(pairOf(direction, from, to), trials, ({ fact }) => !annotations.test(fact)),
    fits: (from, to) =>
      !differs(
        pairOf(direction, from, to),
        trials,
        ({ fact }) => !annotations.test(fact) && ruleOf(fact, direction).class !== "compatible",
      ),
    allows: (side, schema, value) => {
      const { validate } = side === "before" ? before : after;
      return validate(schema.pointer, value, direction === "request" ? "request" : "response").length === 0;
    },
  });
  const contexts = { request: contextOf("request"), answer: contextOf("answer") };

  return {
    site: (direction, step, from, to, options) => contexts[direction].site(step, from, to, options),
    count: () => count,
  };
}

function createPair(before: Resolved, after: Resolved, context: Context, trials: Trials, counted: () => void): Pair {
  let known: Findings | undefined;
  let isBusy = false;
  return {
    before,
    after,
    direction: context.direction,
    findings: () => {
      if (known) return known;
      if (isBusy) return nothing; // It is asked for itself: what differs is found where it is asked for first.
      isBusy = true;
      counted();
      trials.comparisons++;
      const refusedBefore = trials.refused;
      trials.refused = false;
      const findings = compare(before, after, context);
      if (trials.depth === 0 || !trials.refused) known = findings;
      trials.refused ||= refusedBefore;
      isBusy = false;
      return findings;
    },
  };
}

/** Whether anything of this sort differs between two schemas, or in what they are made of; also where that would take too long. */
function differs(pair: Pair, trials: Trials, isMeant: (found: Found) => boolean): boolean {
  if (trials.depth === 0) trials.comparisons = 0;
  trials.depth++;
  const seen = new Set([pair]);
  let found = false;
  for (const each of seen) {
    if (trials.depth > mostTrials || trials.comparisons > mostComparisons) {
      trials.refused = true;
      found = true;
    }
    if (found) break;
    const findings = each.findings();
    found = findings.found.some(isMeant);
    for (const branch of findings.inside) seen.add(branch.pair);
  }
  trials.depth--;
  return found;
}

function siteOf(
  pair: Pair,
  step: string,
  before: Schema,
  after: Schema,
  { alwaysThere = false }: SiteOptions = {},
): Findings {
  const places = { step, before: before.pointer, after: after.pointer };
  const found: Found[] = [];
  if (!before.deprecated && after.deprecated) found.push({ ...places, fact: "deprecated", what: "is deprecated now" });
  if (before.deprecated && !after.deprecated) {
    found.push({ ...places, fact: "deprecation-ended", what: "is not deprecated any more" });
  }
  if (!isDeepStrictEqual(before.xml, after.xml)) {
    found.push({ ...places, fact: "xml-changed", what: "is written in another way as XML" });
  }
  if (!alwaysThere && !isDeepStrictEqual(before.default, after.default)) {
    const [old, now] = [before.default, after.default].map((value) => JSON.stringify(value));
    const fact = old === undefined ? "default-added" : now === undefined ? "default-removed" : "default-changed";
    found.push({ ...places, fact, what: `the default was ${old ?? "none"} and is ${now ?? "none"}` });
  }
  return { found, inside: [{ step, pair }] };
}

function compare(before: Resolved, after: Resolved, context: Context): Findings {
  if (before === after) return nothing;
  return join(compareValuesOf(before, after, context), compareConditions(before, after, context));
}

function compareValuesOf(before: Resolved, after: Resolved, context: Context): Findings {
  if (before.kind === "never" || after.kind === "never") {
    if (before.kind === after.kind) return nothing;
    return after.kind === "never"
      ? only({ fact: "type-narrowed", what: "no value is allowed any more" })
      : only({ fact: "type-widened", what: "no value was allowed before" });
  }
  const [old, now] = [rulesWithoutType(before), rulesWithoutType(after)];
  if (old && now) return compareRules(old, now, context);
  if (old) {
    const narrowed: Found = { fact: "type-narrowed", what: `any type was allowed, and only ${kindsOf(after)} is now` };
    return join(only(narrowed), compareRulesWithType(old, [after], context));
  }
  if (now) {
    const widened: Found = { fact: "type-widened", what: `only ${kindsOf(before)} was allowed, and any type is now` };
    return join(only(widened), compareRulesWithType([before], now, context));
  }
  if (before.kind === "union" || after.kind === "union") return compareUnions(before, after, context);
  return compareTyped(before, after, context);
}

/** Rules that are each for values of one type, with no type said on either side. */
function compareRules(before: readonly Resolved[], after: readonly Resolved[], context: Context): Findings {
  const kinds = new Set([...before, ...after].map(familyOf));
  return join(
    ...[...kinds].map((family) => {
      const [old, now] = [before, after].map((rules) => rules.find((rule) => familyOf(rule) === family));
      if (old && now) return compareTyped(old, now, context);
      return now
        ? only({ fact: "condition-added", what: `there is a rule for each ${now.kind} now` })
        : only({ fact: "condition-removed", what: `there is no rule for each ${old?.kind} any more` });
    }),
  );
}

/** With a type on one side only: what the rules say of this type. */
function compareRulesWithType(before: readonly Resolved[], after: readonly Resolved[], context: Context): Findings {
  const flat = (schemas: readonly Resolved[]) =>
    schemas.flatMap((schema) => (schema.kind === "union" ? schema.members.map(resolved) : [schema]));
  return join(
    ...flat(before).flatMap((old) =>
      flat(after)
        .filter((now) => familyOf(old) === familyOf(now) && familyOf(old) !== "other")
        .map((now) => compareTyped(old, now, context)),
    ),
  );
}

function compareTyped(before: Resolved, after: Resolved, context: Context): Findings {
  const isList = before.kind === "enum" && after.kind === "enum";
  const sharesValues = isList && before.values.some((value) => after.values.includes(value));
  if (familyOf(before) !== familyOf(after) && !sharesValues) {
    return only({ fact: "type-changed", what: `it was ${kindsOf(before)} and is ${kindsOf(after)}` });
  }
  if (isList) return compareValues(before, after);
  if (before.kind === "enum" || after.kind === "enum") return compareListed(before, after, context);
  return join(
    compareWholeness(before, after),
    compareBounds(before, after),
    compareFormats(before, after),
    compareContent(before, after),
    before.kind === "string" && after.kind === "string" ? comparePatterns(before, after) : nothing,
    compareContentSchemas(before, after, context),
    before.kind === "array" && after.kind === "array" ? compareArrays(before, after, context) : nothing,
    before.kind === "object" && after.kind === "object" ? compareObjects(before, after, context) : nothing,
    before.kind === "object" && after.kind === "object" ? compareDiscriminators(before, after, context) : nothing,
  );
}

function compareWholeness(before: Resolved, after: Resolved): Findings {
  if (before.kind === after.kind) return nothing;
  return after.kind === "integer"
    ? only({ fact: "type-narrowed", what: "it was any number, and is a whole one" })
    : only({ fact: "type-widened", what: "it was a whole number, and is any one" });
}

function compareContentSchemas(before: Resolved, after: Resolved, { site, same }: Context): Findings {
  if (before.kind !== "string" || after.kind !== "string") return nothing;
  const [old, now] = [before.contentSchema, after.contentSchema];
  if (old && now) return same(old, now) ? nothing : site("(content)", old, now, { alwaysThere: true });
  if (!old && !now) return nothing;
  return only({
    fact: now ? "condition-added" : "condition-removed",
    what: `there is ${now ? "a" : "no"} rule for the content of the text${now ? " now" : " any more"}`,
  });
}

function kindsOf(schema: Resolved): string {
  if (schema.kind === "union") return schema.members.map((member) => member.name ?? member.kind).join(" or ");
  return schema.kind === "enum" ? "one of a list" : schema.kind;
}
