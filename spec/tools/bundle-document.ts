import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { append } from "@spkey/model/http/pointer.ts";
import { ownBundle } from "./own-bundle.ts";
import { lintConfig, redocly as runRedocly, workspaceRoot } from "./redocly.ts";

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

/**
 * Makes one self-contained document of a description and all files that it refers to (YAML or JSON). It is not linted.
 *
 * @throws {Error} where something is missing or can't be read, with Redocly's account of it
 */
export async function bundleDocument(entry: string, redocly = runRedocly): Promise<object> {
  return (await ownBundle(entry)) ?? (await bundleByRedocly(entry, redocly));
}

/** The same by Redocly, which follows references to other files. */
export async function bundleByRedocly(entry: string, redocly = runRedocly): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), "spkey-bundle-"));
  try {
    const output = join(folder, "openapi.json");
    const args = ["bundle", relative(workspaceRoot, entry), "--config", lintConfig, "--output", output];
    const { code, text } = await redocly(args);
    if (code !== 0) throw new Error(text);
    const bundle: unknown = JSON.parse(await readFile(output, "utf8"));
    if (typeof bundle !== "object" || bundle === null) throw new Error(`${entry} is no description.`);
    const left = externalRefs(bundle);
    if (left.length > 0) throw new Error(`These references were not bundled:\n  ${left.join("\n  ")}`);
    return bundle;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
