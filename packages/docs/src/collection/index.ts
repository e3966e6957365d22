import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Description } from "@spkey/model";
import { convert } from "./convert.ts";
import { mend } from "./mend.ts";

export { collectionFile } from "./file.ts";

/** From so many operations on, another thread converts them: the converter does not let go of its own. */
const perThread = 150;

/** A description as a Postman collection (format 2.1), as text: the same description gives the same bytes. */
export async function collectionText(document: object, description: Description): Promise<string> {
  if (description.operations.length >= perThread && availableParallelism() > 1) return convertInThread(document);
  return convertHere(document, description);
}

export async function convertHere(document: object, description: Description): Promise<string> {
  const converted = await convert(document, description);
  // What it can't convert is written all the same: each request comes of the model.
  return `${JSON.stringify(mend(description, "tree" in converted ? converted.tree : {}))}\n`;
}

function convertInThread(document: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: document });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The thread that writes the collection ended with ${code}.`)));
  });
}
