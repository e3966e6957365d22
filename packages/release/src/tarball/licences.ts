import { noticesFile, type OpenedTarball } from "./open.ts";

/** Licences (SPDX) that ask for no more than to be named, and do not reach the code of those who use the package. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
]);

/** Something that is in a package, or is installed with it. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** What is bundled into a tarball, by the licences that it carries. */
export function bundledIn({ files, read }: OpenedTarball): readonly Shipped[] {
  if (!files.includes(noticesFile)) return [];
  return [...read(noticesFile).matchAll(/^==== (\S+) (\S+) \((.+)\)$/gm)].map(
    ([, name = "", version = "", licence = ""]) => ({
      name,
      version,
      licence,
    }),
  );
}

export function findLicenceProblems(tarball: OpenedTarball): readonly string[] {
  const { files, manifest } = tarball;
  const own = isAllowed(manifest.license ?? "") ? [] : [`its own licence is ${manifest.license ?? "not said"}`];
  const empty = files.includes(noticesFile) && bundledIn(tarball).length === 0 ? [`${noticesFile} names nothing`] : [];
  return [...own, ...empty, ...licenceProblems(bundledIn(tarball))];
}

export function licenceProblems(shipped: readonly Shipped[]): readonly string[] {
  return shipped
    .filter(({ licence }) => !isAllowed(licence))
    .map(
      ({ name, version, licence }) =>
        `${name} ${version} is under ${licence || "no licence"}, which is not one that we ship (packages/release/src/tarball/licences.ts)`,
    );
}

/** An SPDX expression: of alternatives, one has to be allowed; of what applies together, each. */
export function isAllowed(expression: string): boolean {
  const inner = expression.replaceAll(/[()]/g, " ").trim();
  return inner.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((each) => allowed.has(each.trim())));
}
