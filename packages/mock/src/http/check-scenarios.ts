import { namesOfStatus } from "@spkey/model/http/status.ts";
import { didYouMean, nearest } from "@spkey/model/nearest";
import { type OperationSummary, operationKey } from "../engine/operation-summary.ts";
import { InvalidInput } from "../invalid-input.ts";
import type { Scenario, ScenarioAnswer, Scenarios } from "./scenario.ts";

/** A scenario has what the description doesn't have. */
export class InvalidScenario extends InvalidInput {
  /** Where in the scenarios: `["removeLock", "answers", 0, "code"]`. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/** @throws {InvalidScenario} where one of them has an operation, a response, an example or a source that the description doesn't have */
export function checkScenarios(scenarios: Scenarios, operations: readonly OperationSummary[]): void {
  for (const [name, scenario] of Object.entries(scenarios)) {
    const operation = operations.find((one) => one.id === name || operationKey(one) === name);
    if (!operation) {
      const known = operations.map((one) => one.id ?? operationKey(one));
      throw new InvalidScenario([name], `\`${name}\` is no operation of the description, ${among(name, known)}`);
    }
    checkScenario(name, scenario, operation);
  }
}

function checkScenario(name: string, { answers = [], per = [] }: Scenario, operation: OperationSummary): void {
  for (const [i, source] of per.entries()) checkSource([name, "per", i], name, source, operation);
  for (const [i, answer] of answers.entries()) checkAnswer([name, "answers", i], name, answer, operation);
}

function checkSource(
  at: readonly (string | number)[],
  name: string,
  source: string,
  { inputs }: OperationSummary,
): void {
  const [place = "", ...rest] = source.split(".");
  const known = place === "path" || place === "query" || place === "body" ? inputs[place] : [];
  // A parameter's name may have dots in it; of a body, what is inside of its properties is not known here.
  const wanted = place === "body" ? (rest[0] ?? "") : rest.join(".");
  if (known === undefined || known.includes(wanted)) return;
  const sources = (["path", "query", "body"] as const).flatMap((each) =>
    (inputs[each] ?? []).map((one) => `${each}.${one}`),
  );
  throw new InvalidScenario(at, `\`${name}\` is sent no \`${source}\`, ${among(source, sources)}`);
}

function checkAnswer(
  at: readonly (string | number)[],
  name: string,
  { code, example }: ScenarioAnswer,
  { statuses, examples }: OperationSummary,
): void {
  if (code === undefined && example === undefined) return;
  if (code === undefined) throw new InvalidScenario([...at, "example"], `\`${name}\` has an example of no \`code\`.`);
  const documented = namesOfStatus(code).find((status) => statuses.includes(status));
  if (documented === undefined) {
    const has = `it has ${statuses.join(", ")}.`;
    throw new InvalidScenario([...at, "code"], `\`${name}\` has no documented response ${code}; ${has}`);
  }
  const known = examples[documented] ?? [];
  if (example === undefined || known.includes(example)) return;
  const message = `the response ${documented} of \`${name}\` has no example \`${example}\`, ${among(example, known)}`;
  throw new InvalidScenario([...at, "example"], message);
}

/** How many names are listed. */
const mostListed = 20;

function among(wanted: string, known: readonly string[]): string {
  if (known.length === 0) return "which has none.";
  const more = known.length > mostListed ? `, and ${known.length - mostListed} more` : "";
  return `which has ${known.slice(0, mostListed).join(", ")}${more}.${didYouMean(nearest(wanted, known))}`;
}
