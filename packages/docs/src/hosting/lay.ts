import { cp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compare, parse } from "semver";
import { replaceFolder } from "../site/replace-folder.ts";
import { versionFolder } from "../site/settings.ts";
import { settleAddresses } from "./addresses.ts";
import { alone } from "./alone.ts";
import { writeRootFiles } from "./root-files.ts";
import { type HostedVersion, readVersions, type VersionsFile, versionsFile, versionsName } from "./versions.ts";

/** The site of a release, and where it goes. */
export interface Laying {
  /** The built site, with `DOCS_VERSION` of this version. */
  readonly site: string;
  readonly version: string;
  /** The folder that is published. It need not be there. */
  readonly into: string;
  /** Whether a newer release of the same major version may be replaced. */
  readonly downgrade?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Lays the site of a release into the folder that is published, beside those of other major versions. All other files in it stay
 * what they are; the folder is replaced as a whole, or not at all.
 *
 * @returns all versions that are there
 * @throws where the site is of another version, the folder is no such folder, or holds a newer release of the same major version
 */
export async function layVersion(laying: Laying): Promise<VersionsFile> {
  const version = exact(laying.version);
  const own = { folder: versionFolder(version), version };
  await requireSite(laying.site, own.folder);
  return alone(laying.into, () => lay(laying, own));
}

async function lay(laying: Laying, { folder, version }: HostedVersion): Promise<VersionsFile> {
  const { site, into, signal } = laying;
  const before = await hostedIn(into);
  refuseOlder(before.versions, { folder, version }, laying);
  const list = versionsFile([...before.versions.filter((other) => other.folder !== folder), { folder, version }]);
  await replaceFolder(into, async (temporary) => {
    if (before.isThere) await cp(into, temporary, { recursive: true, preserveTimestamps: true });
    signal?.throwIfAborted();
    await rm(join(temporary, folder), { recursive: true, force: true });
    await cp(site, join(temporary, folder), { recursive: true, preserveTimestamps: true });
    signal?.throwIfAborted();
    await settleAddresses(temporary, list);
    await writeRootFiles(temporary, list);
    await writeFile(join(temporary, versionsName), `${JSON.stringify(list, undefined, 2)}\n`);
    signal?.throwIfAborted();
  });
  return list;
}

function exact(version: string): string {
  const parsed = parse(version);
  if (parsed) return parsed.version;
  throw new Error(`--version is the version of the release, as in 2.3.1, not ${version}.`);
}

/** A page of another version would ask for the list of versions at the wrong place, or take itself for another one. */
async function requireSite(site: string, folder: string): Promise<void> {
  const page = await readFile(join(site, "index.html"), "utf8").catch(() => undefined);
  if (page === undefined) throw new Error(`${site} holds no site: it has no index.html. Build one first.`);
  const [, built] = /<html[^>]* data-version="([^"]*)"/.exec(page.slice(0, 500)) ?? [];
  if (built === folder) return;
  throw new Error(
    `The site in ${site} was built ${built === undefined ? "without a version" : `for ${built}/`}, not for ${folder}/. ` +
      "Build it with the environment variable DOCS_VERSION, and SITE_URL or BASE_PATH with that folder at their end.",
  );
}

interface Hosted {
  readonly isThere: boolean;
  readonly versions: readonly HostedVersion[];
}

/** What is in the folder. @throws where it was filled by something else, or one of its versions is gone */
async function hostedIn(into: string): Promise<Hosted> {
  const names = await readdir(into).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (names === undefined) return { isThere: false, versions: [] };
  if (names.length === 0) return { isThere: true, versions: [] };
  if (!names.includes(versionsName)) {
    throw new Error(`${into} has files, but no ${versionsName}: it is no folder of versions, and stays as it is.`);
  }
  const { versions } = await read(join(into, versionsName));
  for (const { folder, version } of versions) {
    if ((await stat(join(into, folder, "index.html")).catch(() => undefined)) === undefined) {
      throw new Error(`${into} should have version ${version} in ${folder}/, by its ${versionsName}, and has not.`);
    }
  }
  return { isThere: true, versions };
}

async function read(file: string): Promise<VersionsFile> {
  const text = await readFile(file, "utf8");
  try {
    return readVersions(text);
  } catch (error) {
    throw new Error(`${file} can't be read: ${(error as Error).message}`, { cause: error }); // JSON.parse and readVersions throw errors.
  }
}

function refuseOlder(versions: readonly HostedVersion[], own: HostedVersion, { into, downgrade }: Laying): void {
  const there = versions.find(({ folder }) => folder === own.folder);
  if (!there || downgrade || compare(there.version, own.version) <= 0) return;
  throw new Error(
    `${into} has ${there.version} in ${own.folder}/ already, which is newer than ${own.version}; nothing was changed. ` +
      "Where that is meant, add --downgrade.",
  );
}
