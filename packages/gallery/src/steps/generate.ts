import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { noticesOf } from "../notices.ts";
import { bundleName, type Fault, type Step } from "../outcome.ts";
import { runTool } from "../run-tool.ts";

const generator = fileURLToPath(import.meta.resolve("@spkey/client/generate"));

/** The package of a client. */
export const generate: Step = async ({ folder }) => {
  const description = join(folder, bundleName);
  const { code, stderr } = await runTool(generator, ["--description", description, "--output", join(folder, "client")]);
  if (code !== 0) throw new Error(stderr);
  const faults: Fault[] = noticesOf(stderr).map((notice) => ({
    whose: "note",
    kind: "said by the client",
    ...notice,
  }));
  return { counts: { notices: faults.length }, faults };
};
