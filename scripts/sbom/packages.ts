import { glob, readFile, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readNotices } from "@spkey/test-kit/notices";

/** A package that somebody has who installs one of ours. */
export interface Part {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Whether it is in the files of the package itself. Otherwise it is installed beside it. */
  readonly isBundled: boolean;
  /** What it needs, by {@link idOf}. */
  readonly needs: readonly string[];
}

/** A package that is published, with all that comes with it. */
export interface Published {
  readonly root: Part;
  readonly description: string;
  /** Without the root, each once, by name and version. */
  readonly parts: readonly Part[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What the build of a package says that it has put into its bundle. */
const noticesFile = "dist/THIRD-PARTY-LICENSES.txt";

export function idOf({ name, version }: Pick<Part, "name" | "version">): string {
  return `${name}@${version}`;
}

/** The names of all packages of a workspace that are published. */
export async function publishedNames(workspace: string): Promise<string[]> {
  return (await publishedFolders(workspace)).map(({ manifest }) => manifest.name);
}

/** All packages of a workspace that are published. They have to be built. */
export async function publishedPackages(workspace: string): Promise<Published[]> {
  const folders = await publishedFolders(workspace);
  return Promise.all(folders.map(({ folder, manifest }) => publishedIn(folder, manifest)));
}

async function publishedFolders(
  workspace: string,
): Promise<{ readonly folder: string; readonly manifest: Manifest }[]> {
  const folders: string[] = [];
  for await (const file of glob("{spec,packages/*}/package.json", { cwd: workspace })) {
    folders.push(dirname(join(workspace, file)));
  }
  const all = await Promise.all(folders.map(async (folder) => ({ folder, manifest: await manifestIn(folder) })));
  return all
    .filter(({ manifest }) => !manifest.private)
    .toSorted((one, other) => one.manifest.name.localeCompare(other.manifest.name, "en"));
}

async function publishedIn(folder: string, manifest: Manifest): Promise<Published> {
  if (!(await exists(join(folder, "dist")))) throw new Error(`${manifest.name} is not built: run pnpm build first.`);
  const parts = new Map<string, Part>();
  const root = await collect(folder, manifest, parts);
  parts.delete(idOf(root));
  const sorted = [...parts.values()].toSorted((one, other) => idOf(one).localeCompare(idOf(other), "en"));
  return { root, description: manifest.description ?? "", parts: sorted };
}

/** Follows what a package needs, and what is bundled into it where it is one of ours. */
async function collect(folder: string, manifest: Manifest, parts: Map<string, Part>): Promise<Part> {
  const id = idOf(manifest);
  const known = parts.get(id);
  if (known) return known;
  const bundled = await bundledIn(folder);
  for (const part of bundled) if (!parts.has(idOf(part))) parts.set(idOf(part), part);
  const needs = bundled.map(idOf);
  const part: Part = {
    name: manifest.name,
    version: manifest.version,
    license: licenseOf(manifest),
    isBundled: false,
    needs,
  };
  // Before what it needs, which may need it in turn.
  parts.set(id, part);
  for (const [name, isOptional] of dependenciesOf(manifest)) {
    const found = await installed(name, folder);
    if (found === undefined) {
      if (isOptional) continue;
      throw new Error(`${id} needs ${name}, which is not installed: run pnpm install first.`);
    }
    needs.push(idOf(await collect(found, await manifestIn(found), parts)));
  }
  return part;
}

function dependenciesOf({
  dependencies = {},
  optionalDependencies = {},
}: Manifest): [name: string, isOptional: boolean][] {
  const names = [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
  return [...new Set(names)].map((name) => [name, name in optionalDependencies]);
}

async function bundledIn(folder: string): Promise<Part[]> {
  const text = await readFile(join(folder, noticesFile), "utf8").catch(() => "");
  return readNotices(text).map((notice) => ({ ...notice, isBundled: true, needs: [] }));
}

/** Where a package is installed that another one needs: in a `node_modules` beside it or above, as Node looks for it. */
async function installed(name: string, from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", name);
    if (await exists(join(found, "package.json"))) return realpath(found);
    if (folder === dirname(folder)) return undefined;
  }
}

function licenseOf({ name, license, licenses }: Manifest): string {
  const said = license ?? licenses?.map(({ type }) => type).join(" OR ");
  if (!said) throw new Error(`${name} says nothing of its licence.`);
  return said;
}

async function manifestIn(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
