import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { apiReport, reportFile } from "../tools/api-report.ts";
import { reference, referenceFile } from "../tools/reference.ts";

test("the public surface is the one that was reviewed", async () => {
  const reviewed = await readFile(reportFile, "utf8");
  expect(
    await apiReport(),
    "The public surface has changed. If that is meant, run `pnpm --filter @spkey/client report` and commit api-report.d.ts.",
  ).toBe(reviewed);
});

test("the report has what the entry points export, and nothing that only we use", async () => {
  const report = await apiReport();
  const exported = (code: string) =>
    [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
      names.split(",").flatMap((name) => /(?:type )?(?:\S+ as )?(\S+)$/.exec(name.trim())?.[1] ?? []),
    );
  for (const entry of ["index", "by-path"]) {
    const declared = await readFile(new URL(`../dist/${entry}.d.ts`, import.meta.url), "utf8");
    const [, part = ""] = report.split(`// ---- ${entry}.d.ts\n`);
    const direct = [...declared.matchAll(/^export (?:declare )?(?:function|const|class|interface|type) (\w+)/gm)];
    const names = [...exported(declared), ...direct.map(([, name = ""]) => name)];
    expect(names.length).toBeGreaterThan(1);
    expect(exported(part.split("// ----")[0] ?? "")).toEqual(expect.arrayContaining(names));
  }
  const operations = await import(new URL("../dist/generated/operations.js", import.meta.url).href);
  const [, index = ""] = report.split("// ---- index.d.ts\n");
  expect(exported(index)).toEqual(expect.arrayContaining(Object.keys(operations)));
  for (const internal of ["Validator", "Call", "Prepared", "Exchange", "ExpectedResponses"]) {
    expect(report).not.toMatch(new RegExp(`\\b(interface|type) ${internal}\\b`));
  }
});

test("the reference is that of the description and the declarations", async () => {
  expect(await reference(), "Run `pnpm --filter @spkey/client report` and commit llms.txt.").toBe(
    await readFile(referenceFile, "utf8"),
  );
});
