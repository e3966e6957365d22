import type { Description } from "@spkey/model";
import { convert } from "./convert.ts";
import { mend } from "./mend.ts";

export { collectionFile } from "./file.ts";

/** A description as a Postman collection (format 2.1), as text: the same description gives the same bytes. */
export async function collectionText(description: Description): Promise<string> {
  const converted = await convert(description);
  // What the converter refuses is written all the same: each request comes of the model.
  return `${JSON.stringify(mend(description, "tree" in converted ? converted.tree : {}))}\n`;
}
