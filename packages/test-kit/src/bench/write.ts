import { rename, writeFile } from "node:fs/promises";

/** Writes a file that is whole or is not there at all. */
export async function write(file: URL, text: string): Promise<void> {
  const temporary = new URL(`${file.href}.tmp`);
  await writeFile(temporary, text);
  await rename(temporary, file);
}
