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

const entry = process.argv[2] ?? ownDescription;
const folder = resolve(process.argv[3] ?? fileURLToPath(new URL("../dist", import.meta.url)));

await mkdir(dirname(folder), { recursive: true });
// Beside the target, so that the renames below stay on one file system and happen at once or not at all.
const temporary = await mkdtemp(`${folder}.`);
try {
  // Side by side: each of them takes as long as it takes to start. Where both fail, the first says it better.
  const [linting, bundling] = await Promise.allSettled([lint(entry), bundleDocument(entry)]);
  if (linting.status === "rejected") throw linting.reason;
  if (!linting.value.ok) throw new Error(linting.value.text);
  const [warnings] = /You have \d+ warnings?\./.exec(linting.value.text) ?? [];
  if (warnings) console.warn(`${warnings} \`pnpm lint\` shows them.`);
  if (bundling.status === "rejected") throw bundling.reason;

  const [json, yaml] = [join(temporary, "openapi.json"), join(temporary, "openapi.yaml")];
  await writeFile(json, `${JSON.stringify(bundling.value, null, 2)}\n`);
  await writeFile(yaml, dump(bundling.value, { noRefs: true, lineWidth: -1 }));
  await mkdir(folder, { recursive: true });
  await rename(json, join(folder, "openapi.json"));
  await rename(yaml, join(folder, "openapi.yaml"));
} catch (error) {
  console.error(
    `${relative(workspaceRoot, entry)} can't be bundled.\n\n${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}
