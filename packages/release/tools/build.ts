import { join } from "node:path";
import type { Workspace } from "../src/index.ts";
import { runToSuccess } from "../src/process.ts";

/** Builds what is published, and what that is built from: what has not changed is not built again. */
export async function buildPublished({ root, published }: Workspace): Promise<void> {
  const filters = published.map(({ name }) => `--filter=${name}`);
  const tasks = ["build", "bundle"];
  await runToSuccess(
    [process.execPath, join(root, "scripts/turbo.mjs"), ...tasks, ...filters, "--output-logs=errors-only"],
    { cwd: root },
  );
}
