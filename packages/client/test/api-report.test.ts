import { readdir, readFile } from "node:fs/promises";
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

test("the report leaves no declaration out", async () => {
  const report = await apiReport();
  const files = await readdir(new URL("../dist/", import.meta.url), { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".d.ts"))) {
    expect(report).toContain(`// ---- ${file.replaceAll("\\", "/")}\n`);
  }
});

test("the reference is that of the description and the declarations", async () => {
  expect(await reference(), "Run `pnpm --filter @spkey/client report` and commit llms.txt.").toBe(
    await readFile(referenceFile, "utf8"),
  );
});
