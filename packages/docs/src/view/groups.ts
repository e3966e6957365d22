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

/** The operations under the first of their tags, in the order in which these are declared, then under those that aren't. */
export function operationGroups({ tags, operations }: Pick<Description, "tags" | "operations">): OperationGroup[] {
  const names = new Set([...tags.map(({ name }) => name), ...operations.map((operation) => tagOf(operation))]);
  return [...names]
    .map((name): OperationGroup => {
      const tag = tags.find((each) => each.name === name);
      return {
        heading: tag?.summary ?? name,
        ...(tag && { tag }),
        operations: operations.filter((operation) => tagOf(operation) === name),
      };
    })
    .filter((group) => group.operations.length > 0);
}

function tagOf({ tags }: Operation): string {
  return tags[0] ?? untagged;
}

/** The id of a group's section on the overview. */
export function groupId({ heading }: OperationGroup): string {
  return `group-${idPart(heading)}`;
}

/** The group that an operation is in. */
export function groupOf(groups: readonly OperationGroup[], operation: Operation): OperationGroup | undefined {
  return groups.find(({ operations }) => operations.includes(operation));
}
