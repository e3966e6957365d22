import { readFile } from "node:fs/promises";

/** The version of this package: its manifest is beside its sources, and beside what they are built to. */
export async function version(): Promise<string> {
  for (const path of ["../package.json", "../../package.json"]) {
    const text = await readFile(new URL(path, import.meta.url), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const manifest: { name?: string; version: string } = JSON.parse(text);
    if (manifest.name === "@spkey/contract") return manifest.version;
  }
  return "unknown";
}
