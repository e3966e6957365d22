import { createHash } from "node:crypto";
import type { Description, Operation } from "@spkey/model";
import { operationGroups } from "../view/groups.ts";
import { collectionRequest, describedBy } from "./request.ts";
import { collectionResponses } from "./responses.ts";
import type { Collection, Folder, Item, Variable } from "./types.ts";

const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/**
 * A description as a collection: a folder for each group of the navigation, with the requests that the samples send, which are run.
 * Ids come of the place in the tree, so that the same description makes the same collection.
 */
export function collectionOf(description: Description): Collection {
  const variables = new Map<string, Variable>();
  const item = (operation: Operation, folder: string): Item => {
    const { request, variables: used } = collectionRequest(description, operation);
    for (const variable of used) variables.set(variable.key, variable);
    const id = idOf("item", folder, operation.id);
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
  const folders = operationGroups(description).map(
    ({ heading, tag, operations }): Folder => ({
      name: heading,
      ...describedBy(tag?.description),
      item: operations.map((operation) => item(operation, heading)),
    }),
  );
  const { title, version, description: text } = description.info;
  return {
    info: { _postman_id: idOf("collection", title), name: title, schema, version, ...describedBy(text) },
    item: folders,
    variable: [...variables.values()],
  };
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
