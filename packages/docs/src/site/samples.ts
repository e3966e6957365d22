import { readFile } from "node:fs/promises";
import type { Sample } from "@spkey/samples";

/** The samples of each operation, by its id. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

/** What has to be there of a sample; all else may be left out. */
type Row = Pick<Sample, "language" | "label" | "code"> & Partial<Sample>;

/**
 * Reads a file of samples: `{ "<id of the operation>": [{ "language", "label", "code" }] }`, with whatever else `@spkey/samples`
 * writes.
 *
 * @throws where it can't be read, or a sample lacks one of the three
 */
export async function readSamples(file: string): Promise<Samples> {
  const rows: Readonly<Record<string, readonly Row[]>> = JSON.parse(await readFile(file, "utf8"));
  return Object.fromEntries(Object.entries(rows).map(([id, own]) => [id, own.map((row) => complete(file, id, row))]));
}

function complete(file: string, id: string, row: Row): Sample {
  for (const name of ["language", "label", "code"] as const) {
    if (typeof row[name] !== "string") {
      throw new Error(`${file}: a sample of \`${id}\` has no \`${name}\`. Each has a language, a label and code.`);
    }
  }
  const { highlight = "", notes = [], script = "", setup = { needs: "", variables: [], shell: "" } } = row;
  // In the order of the file: who has made them, and has not read them, is told from another one by their text.
  return { ...row, highlight, notes, script, setup };
}
