import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../turbo.ts";
import { readImage } from "./image.ts";

interface Rule {
  readonly description: string;
  readonly groupName?: string;
  readonly matchDepNames?: readonly string[];
  readonly allowedVersions?: string;
  readonly enabled?: boolean;
}

interface Configuration {
  readonly minimumReleaseAge: string;
  readonly vulnerabilityAlerts: { readonly minimumReleaseAge: string };
  readonly packageRules: readonly Rule[];
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
    readonly depNameTemplate: string;
  }[];
}

interface Workspace {
  readonly catalog: Readonly<Record<string, string>>;
  readonly minimumReleaseAge: number;
}

const textOf = (file: string) => readFile(join(root, file), "utf8");
const configuration: Configuration = JSON.parse(await textOf("renovate.json"));
const workspace: Workspace = parse(await textOf("pnpm-workspace.yaml"));
const images = await Promise.all(
  ["docs", "mock"].map(async (name) => readImage(await textOf(`packages/${name}/Dockerfile`)).from.split(":")[0] ?? ""),
);
const { packageRules, customManagers } = configuration;

test("Renovate waits as long as pnpm does", () => {
  for (const { minimumReleaseAge } of [configuration, configuration.vulnerabilityAlerts]) {
    const [, days] = /^(\d+) days$/.exec(minimumReleaseAge) ?? [];
    expect(Number(days) * 24 * 60).toBe(workspace.minimumReleaseAge);
  }
});

test("nothing is merged by itself", async () => {
  expect(await textOf("renovate.json")).not.toMatch(/automerge"?: *true|:automerge/i);
});

test.for(packageRules.filter(({ matchDepNames }) => matchDepNames))(
  "$groupName: each name is one of ours ($description)",
  ({ matchDepNames = [] }) => {
    const known = [...Object.keys(workspace.catalog), ...images];
    expect(matchDepNames.filter((name) => !known.includes(name))).toEqual([]);
  },
);

test("all of Prism's packages are updated together, and are of one version", () => {
  const prism = Object.entries(workspace.catalog).filter(([name]) => name.startsWith("@stoplight/prism-"));
  const group = packageRules.find(({ groupName }) => groupName === "prism");
  expect(group?.matchDepNames?.toSorted()).toEqual(prism.map(([name]) => name).toSorted());
  expect(new Set(prism.map(([, version]) => version)).size).toBe(1);
});

describe("versions that are allowed", () => {
  const limited = packageRules.filter(({ allowedVersions }) => allowedVersions);
  test.for(limited)(
    "$allowedVersions lets today's pass, and no other major",
    ({ matchDepNames = [], allowedVersions = "" }) => {
      const pattern = new RegExp(allowedVersions.slice(1, -1));
      for (const name of matchDepNames) {
        const version = workspace.catalog[name]?.split("@").at(-1) ?? "";
        expect(version).toMatch(pattern);
        expect(`${Number.parseInt(version, 10) + 1}.0.0`).not.toMatch(pattern);
      }
    },
  );
});

test.for(customManagers)("$depNameTemplate is found once, as the catalog has it", async (manager) => {
  const [file = ""] = manager.managerFilePatterns.map((pattern) =>
    pattern.replace(/^\/\^|\$\/$/g, "").replaceAll("\\", ""),
  );
  const [pattern = ""] = manager.matchStrings;
  const found = Array.from(
    (await textOf(file)).matchAll(new RegExp(pattern, "g")),
    ({ groups }) => groups?.["currentValue"],
  );
  expect(found).toEqual([workspace.catalog[manager.depNameTemplate]?.split("@").at(-1)]);
});
