import type { Description, Operation, Tag } from "@spkey/model";
import { idPart } from "./field.ts";

/** Operations under one heading. */
export interface OperationGroup {
  readonly heading: string;
  /** The tag that is declared by this name. */
  readonly tag?: Tag;
  readonly operations: readonly Operation[];
}

const untagged = "Operations";

/** The operations of a description in their groups. */
interface Grouping {
  readonly groups: readonly OperationGroup[];
  readonly groupOf: ReadonlyMap<Operation, OperationGroup>;
  /** In the order of the groups. */
  readonly ordered: readonly Operation[];
  /** Where each stands in that order. */
  readonly places: ReadonlyMap<Operation, number>;
}

/** Each page asks for them. A description never changes. */
const groupings = new WeakMap<Description, Grouping>();

/** The operations under the first of their tags, in the order in which these are declared, then under those that aren't. */
export function operationGroups(description: Description): readonly OperationGroup[] {
  return groupingOf(description).groups;
}

/** The group that an operation is in; a webhook is in none. */
export function groupOf(description: Description, operation: Operation): OperationGroup | undefined {
  return groupingOf(description).groupOf.get(operation);
}

/** The operations before and after one, in the order of the groups; of webhooks, in theirs. */
export function neighboursOf(
  description: Description,
  operation: Operation,
): { readonly before: Operation | undefined; readonly after: Operation | undefined } {
  const { ordered, places } = groupingOf(description);
  const known = places.get(operation);
  const [all, at] =
    known === undefined ? [description.webhooks, description.webhooks.indexOf(operation)] : [ordered, known];
  return { before: all[at - 1], after: all[at + 1] };
}

function groupingOf(description: Description): Grouping {
  const known = groupings.get(description) ?? makeGrouping(description);
  groupings.set(description, known);
  return known;
}

function makeGrouping({ tags, operations }: Description): Grouping {
  const byName = Map.groupBy(operations, tagOf);
  const declared = new Map(tags.map((tag) => [tag.name, tag]));
  const groups = [...new Set([...declared.keys(), ...byName.keys()])].flatMap((name): OperationGroup[] => {
    const own = byName.get(name);
    const tag = declared.get(name);
    return own ? [{ heading: tag?.summary ?? name, ...(tag && { tag }), operations: own }] : [];
  });
  const members = groups.flatMap((group) => group.operations.map((operation) => [operation, group] as const));
  const ordered = members.map(([operation]) => operation);
  return { groups, groupOf: new Map(members), ordered, places: new Map(ordered.map((each, index) => [each, index])) };
}

function tagOf({ tags }: Operation): string {
  return tags[0] ?? untagged;
}

/** The id of a group's section on the overview. */
export function groupId({ heading }: OperationGroup): string {
  return `group-${idPart(heading)}`;
}
