import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readSource } from "@spkey/model/source";
import type { ScenarioText } from "../http/scenario-text.ts";
import type { Mock } from "../mock.ts";
import { readScenarios, withPlace } from "./scenario-file.ts";
import { watchFiles } from "./watch-files.ts";

export interface WatchedFiles {
  /** The file that the description begins with; none where it is the one that is released with the mock. */
  readonly description: string | undefined;
  readonly scenarios: string | undefined;
}

export interface WatchListener {
  /** The mock answers by what is in the files now, of which these have changed. */
  readonly onReload: (files: readonly string[]) => void;
  /** The files are of no use, and the mock goes on with the last good ones. */
  readonly onFailure: (reason: string) => void;
}

/**
 * Has a mock read its description and its scenarios again when their files change, those included that the description refers to.
 *
 * @param text the scenarios as they were read
 * @returns what ends it
 */
export async function watchDescription(
  mock: Mock,
  { description, scenarios }: WatchedFiles,
  text: ScenarioText | undefined,
  { onReload, onFailure }: WatchListener,
): Promise<() => Promise<void>> {
  const entry =
    description === undefined ? fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json")) : resolve(description);
  const always = scenarios === undefined ? [entry] : [entry, resolve(scenarios)];
  /** What a good description was made of: one that is none may not say what belongs to it. */
  let good: readonly string[] = [];
  const files = async () => [...new Set([...always, ...good, ...(await readSource(entry)).files])];
  let current = text;
  let ended = false;
  const reload = async (changed: ReadonlySet<string>) => {
    try {
      const isOther = scenarios !== undefined && changed.has(resolve(scenarios));
      const next = isOther ? await readScenarios(scenarios) : undefined;
      current = next ?? current;
      await mock.reload({ scenarios: next?.scenarios });
      good = (await readSource(entry)).files;
      onReload([...changed].map(nameOf));
    } catch (error) {
      if (ended) return;
      const { message } = withPlace(error, current);
      onFailure(`${message} The mock goes on as before.`);
    }
  };
  good = (await readSource(entry)).files;
  const end = await watchFiles(files, reload);
  return () => {
    ended = true;
    return end();
  };
}

/** As a person calls it who stands where the mock was started. */
function nameOf(file: string): string {
  const name = relative(process.cwd(), file);
  return name.startsWith("..") ? file : name;
}
