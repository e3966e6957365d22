import type { ChangedPackage } from "./check.ts";
import type { Workspace, WorkspacePackage } from "./workspace.ts";

/** What is in the folder of a package and does not reach those who use it. */
const inside = [
  /^(bench|test|reports|dist|generated)\//,
  // A text without a release: it is published with the next one.
  /\.md$/,
  /^(turbo|tsconfig[^/]*)\.json$/,
  /^api-report\.d\.ts$/,
] as const;

/** Packages that are not published, and that others only test with. */
const forTests = /(^|\/)test-kit$/;

/**
 * The published packages that have changed, by the files that have: their own, and those of packages that they are built with.
 *
 * @param files from the root of the workspace, with slashes
 */
export function changedPackages(files: readonly string[], workspace: Workspace): readonly ChangedPackage[] {
  const { published, unpublished } = workspace;
  const fileIn = ({ path }: WorkspacePackage) =>
    files.find((file) => file.startsWith(`${path}/`) && !inside.some((part) => part.test(file.slice(path.length + 1))));
  const parts = unpublished.filter(({ path }) => !forTests.test(path));
  return published.flatMap((each) => {
    const { dependencies, devDependencies } = each.manifest;
    const uses = Object.keys({ ...dependencies, ...devDependencies });
    const file =
      fileIn(each) ??
      parts
        .filter(({ name }) => uses.includes(name))
        .map(fileIn)
        .find(Boolean);
    return file === undefined ? [] : [{ name: each.name, file }];
  });
}
