import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Report } from "../report/report.ts";
import { InvalidInput } from "../verify/invalid-input.ts";
import type { ReportFiles } from "./options.ts";

/** The forms of a report that are files. */
const forms: Readonly<Record<"html" | "junit" | "json", () => Promise<(report: Report) => string>>> = {
  html: async () => (await import("../report/html.ts")).htmlReport,
  junit: async () => (await import("../report/junit.ts")).junitReport,
  json: async () => (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/** @throws {InvalidInput} where one can't be written */
export async function writeReports(files: ReportFiles, report: Report): Promise<void> {
  for (const form of ["html", "junit", "json"] as const) {
    const file = files[form];
    if (file === undefined) continue;
    const write = await forms[form]();
    await writeWhole(file, write(report));
  }
  if (files.github) {
    const { githubAnnotations } = await import("../report/github.ts");
    process.stdout.write(githubAnnotations(report));
  }
}

/** A file that is there is whole. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new InvalidInput(`The report can't be written: ${error instanceof Error ? error.message : error}`);
  }
}
