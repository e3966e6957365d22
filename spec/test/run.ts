import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { descriptionFile } from "@spkey/test-kit";
import { onTestFinished } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** Runs one of our tools as `pnpm` does, from any folder. */
export function run(
  tool: "lint" | "bundle",
  args: readonly string[],
  cwd = folder,
): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const argv = [join(folder, "tools", `${tool}.ts`), ...args];
    execFile(process.execPath, argv, { cwd, env: { ...process.env, NO_COLOR: "1" } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, text: stdout + stderr });
    });
  });
}

/** A folder of the test's own, gone when the test has finished. */
export async function temporaryFolder(files: Record<string, string> = {}): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "spkey-spec-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
}

/** A small description that keeps every rule. */
export const library = await readFile(descriptionFile("library"), "utf8");
