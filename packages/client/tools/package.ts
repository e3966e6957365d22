import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Generated, generate, type Package } from "../generator/index.ts";

const sources = fileURLToPath(new URL("../src/", import.meta.url));

/** Writes `generated/` into a folder of sources, and takes away what an earlier description has left there. */
export async function writeGenerated(source: string, { files }: Generated): Promise<void> {
  const folder = join(source, "generated");
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!(name in files)) await rm(join(folder, name));
  }
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    await writeFile(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
  }
}

/** Generates our own client from a bundled description, in its place. */
export async function generateOwn(document: object): Promise<Generated> {
  const manifest: Manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const generated = await generate(document, manifest);
  await writeGenerated(sources, generated);
  return generated;
}

/** Writes the package of the client of another description: its sources, which Node.js runs as they are. */
export async function writePackage(folder: string, document: object, manifest: Manifest): Promise<Generated> {
  const generated = await generate(document, manifest);
  const { name, version, dependencies } = manifest;
  const own = {
    name,
    version,
    type: "module",
    sideEffects: false,
    exports: { ".": "./src/index.ts", "./by-path": "./src/by-path.ts", "./node": "./src/node.ts" },
    dependencies,
  };
  const source = join(folder, "src");
  await cp(sources, source, { recursive: true, filter: (path) => path !== join(sources, "generated") });
  await writeGenerated(source, generated);
  await writeFile(join(folder, "package.json"), `${JSON.stringify(own, null, 2)}\n`);
  return generated;
}

/** As much of our `package.json` as the package of another client needs. */
export interface Manifest extends Package {
  readonly dependencies?: Readonly<Record<string, string>>;
}
