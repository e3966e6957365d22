import { compare, parse, prerelease } from "semver";

/** A release whose site is there, in a folder of its major version. */
export interface HostedVersion {
  /** Its folder, from the place where all of them lie: `v2`. */
  readonly folder: string;
  readonly version: string;
}

/** `versions.json`, beside the folders: what the pages of every version, also of older ones, know of the others. */
export interface VersionsFile {
  /** The folder that the root leads to. */
  readonly newest: string;
  /** From the newest to the oldest. */
  readonly versions: readonly HostedVersion[];
}

export const versionsName = "versions.json";

/** The file for these versions, one of a folder. A prerelease is the newest only where there is nothing else. */
export function versionsFile(versions: readonly HostedVersion[]): VersionsFile {
  const sorted = versions.toSorted((one, other) => compare(other.version, one.version));
  const newest = sorted.find(({ version }) => !prerelease(version)) ?? sorted[0];
  if (!newest) throw new Error("There is no version.");
  return { newest: newest.folder, versions: sorted };
}

/** Reads the file. @throws where it is no such file */
export function readVersions(text: string): VersionsFile {
  const file: unknown = JSON.parse(text);
  if (isVersionsFile(file)) return file;
  throw new Error(`It is no list of versions: ${text.slice(0, 80)}`);
}

function isVersionsFile(file: unknown): file is VersionsFile {
  if (typeof file !== "object" || file === null || !("versions" in file) || !("newest" in file)) return false;
  return (
    Array.isArray(file.versions) &&
    file.versions.every(({ folder, version }) => `v${parse(version)?.major}` === folder) &&
    file.versions.some(({ folder }) => folder === file.newest)
  );
}
