import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writePackage } from "@spkey/client/package";
import { readDescription } from "@spkey/model";
import { createSampleMaker } from "@spkey/samples/write";
import { type DescriptionName, makeFolder, readDocument } from "@spkey/test-kit";
import { afterAll } from "vitest";
import type { CallableOperation } from "../src/call/operation.ts";
import { buildPackage } from "../tools/package.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A package as it is published, of whatever description. */
export interface BuiltPackage {
  readonly cli: string;
  readonly operations: readonly CallableOperation[];
}

const folders: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(folders.map((remove) => remove())));

const built = new Map<DescriptionName, Promise<BuiltPackage>>();

/** The package of a description, built as ours is; ours is the one that has been built. */
export function packageOf(name: DescriptionName): Promise<BuiltPackage> {
  const known = built.get(name) ?? (name === "ours" ? open(root) : build(name));
  built.set(name, known);
  return known;
}

async function build(name: DescriptionName): Promise<BuiltPackage> {
  const { path: folder, remove } = await makeFolder();
  folders.push(remove);
  const document = await readDocument(name);
  const client = join(folder, "client");
  await writePackage(client, document, { name: "@spkey/client", version: "0.0.0" });
  const { samples } = createSampleMaker()(document, readDescription(document));
  await buildPackage({ document, samples, client: join(client, "src/index.ts"), output: join(folder, "dist") });
  await cp(join(root, "package.json"), join(folder, "package.json"));
  return open(folder);
}

async function open(folder: string): Promise<BuiltPackage> {
  return {
    cli: join(folder, "dist/cli.js"),
    operations: JSON.parse(await readFile(join(folder, "dist/operations.json"), "utf8")),
  };
}
