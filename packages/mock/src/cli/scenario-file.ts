import { readFile } from "node:fs/promises";
import { parseScenarios, type ScenarioText } from "../http/scenario-text.ts";

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
