import type { Description } from "@spkey/model";
import { collectionOf } from "./collection.ts";

export { collectionFile } from "./file.ts";

/** A description as a Postman collection (format 2.1), as text: the same description gives the same bytes. */
export function collectionText(description: Description): string {
  return `${JSON.stringify(collectionOf(description))}\n`;
}
