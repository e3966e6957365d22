import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { bundleDocument } from "@spkey/spec/bundle-document";
import { bundleName, type Step } from "../outcome.ts";

/** One self-contained document, also where the lint has errors: what becomes of such a description is worth knowing, too. */
export const bundle: Step = async ({ folder, file }) => {
  const document = await bundleDocument(file);
  const text = JSON.stringify(document);
  await writeFile(join(folder, bundleName), text);
  const { operations, webhooks, unsupported } = readDescription(document);
  return {
    counts: { operations: operations.length, webhooks: webhooks.length, bytes: Buffer.byteLength(text) },
    faults: unsupported.map(({ pointer, message }) => ({ whose: "unsupported", kind: "not read", pointer, message })),
  };
};
