import { access, readFile, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What stands in a `package.json`, as far as it is looked at. */
interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export async function versionOf(folder: string): Promise<string> {
  return (await manifestOf(folder)).version;
}

/** How many packages come with one, itself included: its dependencies, theirs, and so on. */
export async function countInstalled(folder: string): Promise<number> {
  const seen = new Set<string>();
  const visit = async (link: string) => {
    const place = await realpath(link);
    if (seen.has(place)) return;
    seen.add(place);
    const { dependencies = {}, optionalDependencies = {} } = await manifestOf(place);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = await find(name, place);
      if (found) await visit(found);
      else if (!(name in optionalDependencies)) throw new Error(`${name}, which ${place} needs, is not installed.`);
    }
  };
  await visit(folder);
  return seen.size;
}

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

/** The folder of a package, as somebody who stands in another one finds it. */
async function find(name: string, from: string): Promise<string | undefined> {
  for (const modules of createRequire(join(from, "package.json")).resolve.paths(name) ?? []) {
    const folder = join(modules, name);
    try {
      await access(join(folder, "package.json"));
      return folder;
    } catch {
      // In the next one, perhaps.
    }
  }
  return undefined;
}
