import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { bundleDocument } from "@spkey/spec/bundle-document";
import { bundleName, type Fault, type Step } from "../outcome.ts";

/** One self-contained document, also where the lint has errors: what becomes of such a description is worth knowing, too. */
export const bundle: Step = async ({ folder, file }) => {
  let document: object;
  try {
    document = await bundleDocument(file);
  } catch (error) {
    const faults = unresolved(error instanceof Error ? error.message : "");
    // What is not there can't be bundled; the rest is a crash.
    if (faults.length === 0) throw error;
    return { counts: { operations: 0 }, faults, refused: "references lead to what is not there" };
  }
  const text = JSON.stringify(document);
  await writeFile(join(folder, bundleName), text);
  const { operations, webhooks, unsupported } = readDescription(document);
  return {
    counts: { operations: operations.length, webhooks: webhooks.length, bytes: Buffer.byteLength(text) },
    faults: unsupported.map(({ pointer, message }) => ({ whose: "unsupported", kind: "not read", pointer, message })),
  };
};

/** References that Redocly can't resolve. */
function unresolved(text: string): Fault[] {
  return Array.from(
    text.matchAll(/^\[\d+\] (\S+) at (#\S*)\n+(Can't resolve \$ref[^\n]*)/gm),
    ([, place = "", pointer = "", message = ""]) => ({
      whose: "description",
      kind: "a reference leads nowhere",
      place,
      pointer,
      message,
      evidence: "Redocly's bundle",
    }),
  );
}
