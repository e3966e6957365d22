/**
 * Bundles the description, where it lints, into one self-contained file, as JSON and as YAML:
 * `node tools/bundle.ts [FILE] [FOLDER]` (default: `openapi.yaml` into `dist/`).
 */
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { append } from "@spkey/model/http/pointer.ts";
import { stringify } from "yaml";
import { lint, ownDescription } from "./lint.ts";
import { lintConfig, redocly, workspaceRoot } from "./redocly.ts";

const entry = process.argv[2] ?? ownDescription;
const folder = resolve(process.argv[3] ?? fileURLToPath(new URL("../dist", import.meta.url)));

/** Where data stands, in which `$ref` is a name like any other. */
const data = new Set(["const", "default", "enum", "example", "examples", "value"]);

/** JSON Pointers (RFC 6901) to the references that lead out of the document. */
function externalRefs(node: unknown, pointer = "#"): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (data.has(key)) return [];
    const place = append(pointer, key);
    return key === "$ref" && typeof value === "string" && !value.startsWith("#")
      ? [`${place}: ${value}`]
      : externalRefs(value, place);
  });
}

await mkdir(dirname(folder), { recursive: true });
// Beside the target, so that the renames below stay on one file system and happen at once or not at all.
const temporary = await mkdtemp(`${folder}.`);
try {
  const json = join(temporary, "openapi.json");
  const args = ["bundle", relative(workspaceRoot, entry), "--config", lintConfig, "--output", json];
  // Side by side: each of them takes as long as it takes to start.
  const [linted, { code, text }] = await Promise.all([lint(entry), redocly(args)]);
  if (!linted.ok) throw new Error(linted.text);
  const [warnings] = /You have \d+ warnings?\./.exec(linted.text) ?? [];
  if (warnings) console.warn(`${warnings} \`pnpm lint\` shows them.`);
  if (code !== 0) throw new Error(text);

  const bundle: unknown = JSON.parse(await readFile(json, "utf8"));
  const left = externalRefs(bundle);
  if (left.length > 0) throw new Error(`These references were not bundled:\n  ${left.join("\n  ")}`);

  const yaml = join(temporary, "openapi.yaml");
  await writeFile(json, `${JSON.stringify(bundle, null, 2)}\n`);
  await writeFile(yaml, stringify(bundle, { aliasDuplicateObjects: false, blockQuote: "literal", lineWidth: 0 }));
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
