import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { descriptionFile, execute } from "@spkey/test-kit";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** Runs one of our tools as `pnpm` does, from any folder. */
export async function run(
  tool: "lint" | "bundle",
  args: readonly string[],
  cwd = folder,
): Promise<{ code: number; text: string }> {
  const command = [process.execPath, join(folder, "tools", `${tool}.ts`), ...args];
  const { code, stdout, stderr } = await execute(command, { cwd, env: { ...process.env, NO_COLOR: "1" } });
  return { code, text: stdout + stderr };
}

/** A small description that keeps every rule. */
export const library = await readFile(descriptionFile("library"), "utf8");
