import { readDescription } from "@spkey/model";
import { startProgram } from "@spkey/test-kit";
import { median } from "@spkey/test-kit/bench";
import type { Workspace } from "../test/workspace.ts";
import { edited, quiet, yaml } from "./measure.ts";

/** How long `pnpm dev` takes to follow an edit of the description, in milliseconds: medians. */
export interface DevTimes {
  /** Until docs and mock show it. */
  readonly shown: number;
  /** Until all products have it. */
  readonly all: number;
}

const edits = 5;

/** @throws {Error} where the page of the operation does not show an edit that is said to be there */
export async function measureDev(workspace: Workspace, document: object, signal: AbortSignal): Promise<DevTimes> {
  const file = "spec/openapi.yaml";
  await workspace.write(file, yaml(document));
  await using dev = startProgram(["pnpm", "dev", "--docs-port", "0", "--mock-port", "0"], {
    cwd: workspace.folder,
    env: quiet(),
  });
  const stop = () => dev.kill("SIGINT");
  signal.addEventListener("abort", stop, { once: true });
  const [, docs = ""] = await dev.says(/^docs {2}(http:\S+)$/m);
  await dev.says(/client is up to date/);
  const [last] = readDescription(document).operations.slice(-1);
  if (!last) throw new Error("There is no operation to edit.");
  const times: DevTimes[] = [];
  // The first one waits for the thread that builds to get ready.
  for (let index = 0; index <= edits; index++) {
    const words = `Edit ${index} of ${edits}.`;
    const text = yaml(edited(document, words));
    const from = dev.output().length;
    const began = performance.now();
    await workspace.write(file, text);
    await dev.says(/mock are up to date after/, from);
    const shown = performance.now() - began;
    await dev.says(/client are up to date, too/, from);
    const all = performance.now() - began;
    const page = await (await fetch(`${docs}/operations/${last.id}/`)).text();
    if (!page.includes(words)) throw new Error(`The page of ${last.id} does not show what was edited.`);
    if (index > 0) times.push({ shown, all });
  }
  signal.removeEventListener("abort", stop);
  dev.kill("SIGINT");
  await dev.exit;
  return { shown: median(times.map(({ shown }) => shown)), all: median(times.map(({ all }) => all)) };
}
