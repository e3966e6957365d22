import { expect, test } from "vitest";
import { descriptions, splitDescription } from "../src/index.ts";
import { redocly } from "./redocly.ts";

/** What 3.0 allows, and says that it has no effect; Redocly takes it for an error. */
const skipped = ["--skip-rule=nullable-type-sibling", "--skip-rule=spec-ref-siblings"];

/** What Redocly does not know yet: `style: cookie` of OpenAPI 3.2, section 4.12.3. */
const unknown: Readonly<Record<string, readonly string[]>> = {
  "all-kinds-32": [
    "struct #/paths/~1beds~1weather/get/parameters/0/style",
    "struct #/paths/~1beds~1weather/get/parameters/1/style",
  ],
};

interface Report {
  readonly problems: readonly {
    readonly ruleId: string;
    readonly severity: "error" | "warn";
    readonly location: readonly [{ readonly pointer: string }];
  }[];
}

test.for([...descriptions, splitDescription])("$name keeps the rules of the specification", async ({ name, file }) => {
  const { stdout, stderr } = await redocly(["lint", "--extends=spec", "--format=json", ...skipped, file]);
  expect(stdout, stderr).not.toBe("");
  const { problems }: Report = JSON.parse(stdout);
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ ruleId, location }) => `${ruleId} ${location[0].pointer}`)).toEqual(unknown[name] ?? []);
});
