import { createHash } from "node:crypto";
import type { Description, Operation } from "@spkey/model";
import { operationGroups } from "../view/groups.ts";
import { type Converted, operationOf } from "./convert.ts";
import { collectionRequest, describedBy } from "./request.ts";
import { collectionResponses } from "./responses.ts";
import type { Collection, Folder, Item, Variable } from "./types.ts";

const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/**
 * Mends what the converter has made, step by step. What is right, the tree of folders and their order, stays.
 *
 * @param tree of {@link convert}; empty where it has made nothing
 */
export function mend(description: Description, tree: Converted): Collection {
  const { info } = description;
  const made = setRequests(description, addOperations(description, tree));
  return {
    info: {
      _postman_id: idOf("collection", info.title),
      name: info.title,
      schema,
      version: info.version,
      // The converter puts the contact into it, and calls it plain text.
      ...describedBy(info.description),
    },
    item: made.item,
    variable: made.variables,
  };
}

/** Adds the operations that the converter does not know, such as those of methods that OpenAPI 3.2 adds. */
function addOperations(description: Description, tree: Converted): readonly Converted[] {
  const known = new Set<Operation>();
  const visit = (node: Converted) => {
    const operation = operationOf(description, node);
    if (operation) known.add(operation);
    node.item?.forEach(visit);
  };
  visit(tree);
  const missing = operationGroups(description)
    .map(({ heading, tag, operations }) => ({
      name: tag?.name ?? heading,
      item: operations
        .filter((operation) => !known.has(operation))
        .map((operation) => ({ name: `operation:${description.operations.indexOf(operation)}` })),
    }))
    .filter(({ item }) => item.length > 0);
  const rest = new Map(missing.map((group) => [group.name, group]));
  const own = (tree.item ?? []).map((node) => {
    const more = typeof node.name === "string" && node.item ? rest.get(node.name) : undefined;
    if (!more) return node;
    rest.delete(more.name);
    return { ...node, item: [...(node.item ?? []), ...more.item] };
  });
  return [...own, ...rest.values()];
}

/**
 * Each request is the one that the samples send, which is run: the converter knows one credential of several, writes parameters in
 * one style, and makes up values anew each time. Ids come of the place in the tree.
 */
function setRequests(description: Description, nodes: readonly Converted[]) {
  const variables = new Map<string, Variable>();
  const tags = new Map(description.tags.map((tag) => [tag.name, tag]));
  const write = (node: Converted, place: string): readonly (Folder | Item)[] => {
    const operation = operationOf(description, node);
    if (operation) return [item(operation, place)];
    const name = typeof node.name === "string" ? node.name : "";
    const inside = (node.item ?? []).flatMap((each) => write(each, `${place}/${name}`));
    return inside.length > 0 ? [{ name, ...describedBy(tags.get(name)?.description), item: inside }] : [];
  };
  const item = (operation: Operation, place: string): Item => {
    const { request, variables: used } = collectionRequest(description, operation);
    for (const variable of used) variables.set(variable.key, variable);
    const id = idOf("item", place, operation.id);
    return {
      id,
      name: operation.summary || operation.id,
      request,
      response: collectionResponses(description, operation, request).map((response, index) => ({
        id: idOf("response", id, String(index)),
        ...response,
      })),
    };
  };
  const all = nodes.flatMap((node) => write(node, ""));
  return { item: all, variables: [...variables.values()] };
}

/** An id in the form that Postman has them in (RFC 9562, section 5.8), the same for the same parts. */
function idOf(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
