import { createPlanner } from "@spkey/contract";
import { isPlanned } from "@spkey/contract/testing";
import type { Fault, Step } from "../outcome.ts";
import { withMock } from "../with-mock.ts";

/** How many cases of a description are sent, about: of large ones, some of each operation. */
const most = 3_000;

/** And at least so many of each operation, which are of every family: the first is the one that is accepted. */
const least = 6;

/** The contract cases, which the mock has to keep; of an operation without any, the plan says why. */
export const contract: Step = (context) =>
  withMock(context, async ({ description, run }) => {
    const planOperation = createPlanner(description);
    const faults: Fault[] = [];
    const counts = { cases: 0, sent: 0, kept: 0, untried: 0 };
    const ofEach = Math.max(least, Math.ceil(most / description.operations.length));
    for (const operation of description.operations) {
      const plan = planOperation(operation);
      for (const { pointer, message } of plan.leftOut) {
        faults.push({ whose: "unsupported", kind: "no case", pointer, message });
      }
      if (!isPlanned(plan, operation)) {
        faults.push({ whose: "ours", kind: "no cases", pointer: operation.pointer, message: operation.id });
      }
      for (const given of spread(plan.cases, ofEach)) {
        const found = await run(given);
        counts.sent++;
        if (found.length === 0) counts.kept++;
        faults.push(...found);
      }
      counts.cases += plan.cases.length;
      counts.untried += plan.untried.length;
    }
    return { counts, faults };
  });

/** At most so many, at even distances, so that they are of all kinds; the same ones each time. */
export function spread<Item>(all: readonly Item[], most: number): Item[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]).flatMap((item) =>
    item === undefined ? [] : [item],
  );
}
