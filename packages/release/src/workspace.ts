import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { getPackages, type Package } from "@manypkg/get-packages";

/** The root of this repository. */
export const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url));

/** As much of a package.json as releases need. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package of the workspace. */
export interface WorkspacePackage {
  readonly name: string;
  readonly folder: string;
  /** From the root, with slashes. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** The packages of a workspace: whether one is published is for its `private` to say. */
export interface Workspace {
  readonly root: string;
  /** In an order in which each comes after those that it depends on. */
  readonly published: readonly WorkspacePackage[];
  readonly unpublished: readonly WorkspacePackage[];
}

export async function readWorkspace(root: string = repositoryRoot): Promise<Workspace> {
  const { packages, rootDir } = await getPackages(root);
  const all = packages.map((found): WorkspacePackage => {
    const { dir, packageJson } = found;
    return {
      name: packageJson.name,
      folder: dir,
      path: relative(rootDir, dir).replaceAll("\\", "/"),
      manifest: manifestOf(found),
    };
  });
  return {
    root: rootDir,
    published: inOrder(all.filter(({ manifest }) => !manifest.private)),
    unpublished: all.filter(({ manifest }) => manifest.private),
  };
}

/** Read with the types of changesets, in which a version is never missing; a package that is not published needs none. */
function manifestOf({ packageJson }: Package): Manifest {
  return { ...packageJson, version: packageJson.version ?? "0.0.0" };
}

/** Each after those of them that it depends on; otherwise by name. */
export function inOrder<Item extends { readonly name: string; readonly manifest: Manifest }>(
  packages: readonly Item[],
): readonly Item[] {
  const byName = new Map(packages.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((each) => [each.name, each]));
  const ordered = new Set<Item>();
  const add = (item: Item, path: readonly Item[]) => {
    if (path.includes(item)) {
      const cycle = [...path.slice(path.indexOf(item)), item].map(({ name }) => name);
      throw new Error(`These packages depend on each other, and none can be published first: ${cycle.join(" → ")}.`);
    }
    for (const name of dependenciesOf(item.manifest)) {
      const dependency = byName.get(name);
      if (dependency && !ordered.has(dependency)) add(dependency, [...path, item]);
    }
    ordered.add(item);
  };
  for (const item of byName.values()) add(item, []);
  return [...ordered];
}

function dependenciesOf({ dependencies, peerDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies });
}

/** All of them are released together, with one version. @throws where they are not */
export function versionOf({ published }: Workspace): string {
  const versions = new Map(published.map(({ manifest, path }) => [manifest.version, `${path}/package.json`]));
  const [[version, _] = ["", ""], other] = versions;
  if (other) {
    const found = [...versions].map(([each, file]) => `${each} in ${file}`).join(", ");
    throw new Error(`The published packages have one version, and these differ: ${found}.`);
  }
  return version;
}
