import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parse } from "yaml";
import type { Entry } from "./collection.ts";

/** What is in a folder that somebody gave. */
export interface Found {
  readonly entries: readonly Entry[];
  /** Descriptions that are of no use here, with the reason. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/** Finds all descriptions of OpenAPI 3 in a folder and below it; files that are none are passed over. */
export async function folderEntries(folder: string): Promise<Found> {
  const root = resolve(folder);
  const names = (await readdir(root, { recursive: true })).filter((name) => /\.(json|ya?ml)$/.test(name)).toSorted();
  const entries: Entry[] = [];
  const refused: { file: string; reason: string }[] = [];
  for (const name of names) {
    if (/(^|[\\/])node_modules[\\/]/.test(name)) continue;
    const file = join(root, name);
    const version = await versionOf(file);
    if (version === undefined) continue;
    if (/^openapi 3\./.test(version))
      entries.push({ name: nameOf(root, file), file, from: folder, license: "not said" });
    else refused.push({ file: name, reason: `${version} is not supported, only OpenAPI 3.0, 3.1 and 3.2` });
  }
  return { entries, refused };
}

function nameOf(root: string, file: string): string {
  return relative(root, file)
    .replace(/\.\w+$/, "")
    .replaceAll(/[^\w.-]+/g, "-");
}

/** As in `openapi 3.1.0` or `swagger 2.0`; nothing where it is no description. */
async function versionOf(file: string): Promise<string | undefined> {
  const text = await readFile(file, "utf8");
  const [, name, version] = /^[\s{]*?["']?(openapi|swagger)["']?\s*:\s*["']?(\d[\w.-]*)/m.exec(text) ?? [];
  if (name !== undefined && version !== undefined) {
    const document = read(text, file);
    // What can't be read is for the lint to say.
    if (document === undefined) return `${name} ${version}`;
  }
  const document = read(text, file);
  for (const field of ["openapi", "swagger"]) {
    const value =
      typeof document === "object" && document !== null && Object.entries(document).find(([key]) => key === field);
    if (value) return `${field} ${value[1]}`;
  }
  return undefined;
}

function read(text: string, file: string): unknown {
  try {
    return file.endsWith(".json") ? JSON.parse(text.replace(/^\uFEFF/, "")) : parse(text);
  } catch {
    return undefined;
  }
}
