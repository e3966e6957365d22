/**
 * Compiles the client into `dist/`: what runs everywhere, and what runs on Node. Types are not checked here, which takes longer
 * than all else: that is `typecheck`.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const compiler = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
const folder = fileURLToPath(new URL("..", import.meta.url));

/** @throws {Error} with what the compiler says, where it can't */
export async function compileClient(signal?: AbortSignal): Promise<void> {
  await Promise.all(
    ["tsconfig.build.json", "tsconfig.node.json"].map(async (project) => {
      const args = [compiler, "-p", project, "--noCheck"];
      await promisify(execFile)(process.execPath, args, { cwd: folder, ...(signal && { signal }) }).catch((error) => {
        throw new Error(error.stdout?.trim() || error.message, { cause: error });
      });
    }),
  );
}

if (import.meta.main) {
  try {
    await compileClient();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
