import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";

/** Writes the type of the released description's operations, which stands for any text in the workspace (`src/testing/`). */
export async function writeOperationIds(folder: string): Promise<void> {
  const file = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  const { operations } = readDescription(JSON.parse(await readFile(file, "utf8")));
  const ids = operations.map(({ id }) => JSON.stringify(id)).toSorted();
  const text = `/** The ids of the released description's operations. */
export type ReleasedOperationId = ${ids.join(" | ") || "never"};
`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "operation-ids.d.ts"), text);
}
