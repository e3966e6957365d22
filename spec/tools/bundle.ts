/**
 * Bundles the description, where it lints, into one self-contained file, as JSON and as YAML:
 * `node tools/bundle.ts [FILE] [FOLDER]` (default: `openapi.yaml` into `dist/`).
 */
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { dump } from "js-yaml";
import { bundleDocument } from "./bundle-document.ts";
import { lint, ownDescription } from "./lint.ts";
import { workspaceRoot } from "./redocly.ts";

const ownFolder = fileURLToPath(new URL("../dist", import.meta.url));

/** A description in one document. */
export interface Bundle {
  readonly document: object;
  readonly json: string;
  readonly yaml: string;
  /** What the rules say without making it an error; empty where there is nothing. */
  readonly warning: string;
}

/**
 * Lints a description, by default ours, and writes its bundle into a folder: whole, or not at all.
 *
 * @throws {Error} where a rule is broken or a reference leads nowhere, with each place as file:line:column and a code frame
 */
export async function bundle(entry = ownDescription, folder = ownFolder): Promise<Bundle> {
  try {
    const made = await makeBundle(entry);
    await write(made, folder);
    return made;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${relative(workspaceRoot, entry)} can't be bundled.\n\n${message}`, { cause: error });
  }
}

async function makeBundle(entry: string): Promise<Bundle> {
  // Side by side: each of them takes as long as it takes to start. Where both fail, the first says it better.
  const [linting, bundling] = await Promise.allSettled([lint(entry), bundleDocument(entry)]);
  if (linting.status === "rejected") throw linting.reason;
  if (!linting.value.ok) throw new Error(linting.value.text);
  if (bundling.status === "rejected") throw bundling.reason;
  const [warnings] = /You have \d+ warnings?\./.exec(linting.value.text) ?? [];
  return {
    document: bundling.value,
    json: `${JSON.stringify(bundling.value, null, 2)}\n`,
    yaml: dump(bundling.value, { noRefs: true, lineWidth: -1 }),
    warning: warnings ? `${warnings} \`pnpm lint\` shows them.` : "",
  };
}

async function write({ json, yaml }: Bundle, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  // Beside the target, so that the renames below stay on one file system and happen at once or not at all.
  const temporary = await mkdtemp(`${folder}.`);
  try {
    const files = { "openapi.json": json, "openapi.yaml": yaml };
    for (const [name, text] of Object.entries(files)) await writeFile(join(temporary, name), text);
    await mkdir(folder, { recursive: true });
    for (const name of Object.keys(files)) await rename(join(temporary, name), join(folder, name));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const [entry, folder] = process.argv.slice(2);
  try {
    const { warning } = await bundle(entry, folder && resolve(folder));
    if (warning) console.warn(warning);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
