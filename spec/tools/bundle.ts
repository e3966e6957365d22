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
import { type Redocly, redocly as runRedocly, workspaceRoot } from "./redocly.ts";

const ownFolder = fileURLToPath(new URL("../dist", import.meta.url));

/** A description in one document. */
export interface Bundle {
  readonly document: object;
  readonly json: string;
  readonly yaml: string;
}

/** A bundle that is being made, and lint beside it, which takes longer. */
export interface Bundling {
  /** @throws {Error} where the description can't be bundled; where it does not lint either, `checked` says it better */
  readonly made: Promise<Bundle>;
  /**
   * What the rules say without making it an error; empty where there is nothing.
   *
   * @throws {Error} where a rule is broken or a reference leads nowhere, with each place as file:line:column and a code frame
   */
  readonly checked: Promise<string>;
}

/** Begins both: whoever uses the bundle before it is checked must not show what comes of it. @param redocly runs it */
export function beginBundle(entry = ownDescription, redocly = runRedocly): Bundling {
  const failed = (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${relative(workspaceRoot, entry)} can't be bundled.\n\n${message}`, { cause: error });
  };
  const bundling = { made: makeBundle(entry, redocly).catch(failed), checked: check(entry, redocly).catch(failed) };
  // Either may fail before anybody waits for it.
  for (const promise of Object.values(bundling)) promise.catch(() => {});
  return bundling;
}

/** Lints a description, by default ours, and writes its bundle into a folder: whole, or not at all. @throws as {@link beginBundle} */
async function bundle(entry?: string, folder?: string): Promise<string> {
  const { made, checked } = beginBundle(entry);
  const warning = await checked;
  await writeBundle(await made, folder);
  return warning;
}

async function check(entry: string, redocly: Redocly): Promise<string> {
  const { ok, text } = await lint(entry, { redocly });
  if (!ok) throw new Error(text);
  const [warnings] = /You have \d+ warnings?\./.exec(text) ?? [];
  return warnings ? `${warnings} \`pnpm lint\` shows them.` : "";
}

async function makeBundle(entry: string, redocly: Redocly): Promise<Bundle> {
  const document = await bundleDocument(entry, redocly);
  return {
    document,
    json: `${JSON.stringify(document, null, 2)}\n`,
    yaml: dump(document, { noRefs: true, lineWidth: -1 }),
  };
}

/** Writes a bundle into a folder, by default `dist/`: whole, or not at all. */
export async function writeBundle({ json, yaml }: Bundle, folder = ownFolder): Promise<void> {
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
    const warning = await bundle(entry, folder && resolve(folder));
    if (warning) console.warn(warning);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
