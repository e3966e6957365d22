import type { Change } from "@spkey/changes";

/** How far a version is raised, from not at all to the most. */
export const bumps = ["none", "patch", "minor", "major"] as const;

export type Bump = (typeof bumps)[number];

/** What each class of change asks for. Nobody can tell of an unspecified one: it is announced, as what is new. */
const bumpOfClass = { breaking: "major", unspecified: "minor", compatible: "minor" } as const;

/** The least bump for these changes of the description; of 0.x, too, a break is a new major version: 1.0.0. */
export function demandedBump(changes: readonly Change[]): Bump {
  return highestBump(changes.map(({ rule }) => bumpOfClass[rule.class]));
}

export function highestBump(given: readonly Bump[]): Bump {
  return given.reduce<Bump>((highest, bump) => (isBelow(highest, bump) ? bump : highest), "none");
}

export function isBelow(bump: Bump, other: Bump): boolean {
  return bumps.indexOf(bump) < bumps.indexOf(other);
}

/** By how much one version is above another; `none` where it is not. */
export function bumpBetween(before: string, after: string): Bump {
  const [old, now] = [before, after].map((version) => version.split(".").map((part) => Number.parseInt(part, 10)));
  for (const [index, bump] of (["major", "minor", "patch"] as const).entries()) {
    const difference = (now?.[index] ?? 0) - (old?.[index] ?? 0);
    if (difference !== 0) return difference > 0 ? bump : "none";
  }
  return "none";
}

/** The version that a bump leads to. */
export function raise(version: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const next = {
    none: [major, minor, patch],
    patch: [major, minor, patch + 1],
    minor: [major, minor + 1, 0],
    major: [major + 1, 0, 0],
  };
  return next[bump].join(".");
}
