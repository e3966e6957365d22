import { posix } from "node:path";
import { createPackageFromTarballData, type Package } from "@arethetypeswrong/core";

/** As much of a published package.json as is checked. */
export interface PublishedManifest {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly license?: string;
  readonly private?: boolean;
  readonly sideEffects?: boolean;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly repository?: { readonly url?: string };
}

/** A tarball, and what is in it. */
export interface OpenedTarball {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly unpacked: Package;
  /** The paths of its files. */
  readonly files: readonly string[];
  read(file: string): string;
  readonly manifest: PublishedManifest;
}

export function openTarball(bytes: Buffer<ArrayBuffer>): OpenedTarball {
  const unpacked = createPackageFromTarballData(bytes);
  const root = `/node_modules/${unpacked.packageName}/`;
  const read = (file: string) => unpacked.readFile(root + posix.normalize(file));
  const files = unpacked.listFiles().map((file) => file.slice(root.length));
  return { bytes, unpacked, files, read, manifest: JSON.parse(read("package.json")) };
}

/**
 * What a package is: modules that are compiled one by one, a bundle with what it needs of others in it, a command, which is a bundle
 * that nobody imports, or data. What bundles carries the licences of what it carries.
 */
export type Kind = "modules" | "bundle" | "command" | "data";

export const noticesFile = "dist/THIRD-PARTY-LICENSES.txt";

export function kindOf({ files, manifest }: OpenedTarball): Kind {
  if (files.includes(noticesFile)) return manifest.exports ? "bundle" : "command";
  return files.some((file) => file.endsWith(".js")) ? "modules" : "data";
}

/** The files that its entry points and commands lead to. */
export function targetsOf({ manifest }: OpenedTarball): readonly string[] {
  const entries = Object.values({ ...manifest.exports, ...manifest.bin });
  return entries
    .flatMap((entry) => (typeof entry === "string" ? entry : Object.values(entry)))
    .map((path) => posix.normalize(path));
}
