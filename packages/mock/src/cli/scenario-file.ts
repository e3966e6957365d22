import { readFile } from "node:fs/promises";
import { InvalidScenario } from "../http/check-scenarios.ts";
import { parseScenarios, type ScenarioText } from "../http/scenario-text.ts";
import { InvalidInput } from "../invalid-input.ts";

/**
 * Reads a file of scenarios.
 *
 * @throws {InvalidInput} with file, line and column where it is not of their form
 */
export async function readScenarios(file: string): Promise<ScenarioText> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new Error(`Can't read the scenarios: ${error.message}`);
  });
  return parseScenarios(file, text);
}

/** An error as it is; what is wrong with a scenario, with its place in the file. */
export function withPlace(error: unknown, text: ScenarioText | undefined): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (!text || !(error instanceof InvalidScenario)) return error;
  return new InvalidInput(`${text.placeOf(error.path)}: ${error.message}`);
}
