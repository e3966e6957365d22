import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { languages, samplesOf } from "../src/index.ts";
import { workshop } from "./fixtures.ts";
import { forms } from "./programs.ts";
import { testRequests } from "./requests.ts";
import { useStage } from "./stage.ts";
import { checkPrograms, findToolchains } from "./toolchains.ts";

const runnables = await findToolchains();
const requests = await testRequests();
const samples = new Map([
  ...requests.map(
    ({ name, description, operation, values }) => [name, samplesOf(description, operation, values)] as const,
  ),
  ...workshop.operations.map((operation) => [`workshop-${operation.id}`, samplesOf(workshop, operation)] as const),
]);
const programs = [...samples].flatMap(([name, own]) => forms.map((form) => ({ name: `${name}-${form}`, own, form })));
const stage = useStage(() => ({ status: 200 }));

test.for(runnables)(
  "every sample of every test description is as the tools of $id want it",
  { timeout: 240_000, skip: runnables.length === 0 },
  async ({ id, checks }) => {
    const folder = join(stage.folder, id);
    const file = languages.find((language) => language.id === id)?.file ?? "";
    const files = await Promise.all(
      programs.map(async ({ name, own, form }) => {
        const path = join(folder, name, file);
        await mkdir(join(folder, name), { recursive: true });
        await writeFile(path, own.find(({ language }) => language === id)?.[form] ?? "");
        return path;
      }),
    );
    await writeFile(join(folder, "go.mod"), "module samples\n");
    expect(files.length).toBeGreaterThan(200);
    for (const check of checks) {
      if (check.typed) continue; // Their own clients are another matter.
      const { code, stdout, stderr } = await checkPrograms(folder, files, check);
      expect(code, `${check.command.join(" ")}\n${stdout}\n${stderr}`).toBe(0);
      if (check.silent) expect(stdout).toBe("");
    }
  },
);
