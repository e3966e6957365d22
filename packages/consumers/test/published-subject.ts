import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import { chooseSubject, type Subject } from "@spkey/release/subject";

/** The operation that programs call, of the description that is published; nothing where none of them can be called. */
export async function publishedSubject(): Promise<Subject | undefined> {
  const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  return chooseSubject(readDescription(JSON.parse(await readFile(bundle, "utf8"))));
}

/** Why a suite has nothing to run. */
export const nothingToCall = "No operation of the description can be called with values that JSON has.";
