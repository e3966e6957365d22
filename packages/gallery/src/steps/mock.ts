import { createPlanner } from "@spkey/contract";
import type { Fault, Step } from "../outcome.ts";
import { withMock } from "../with-mock.ts";

/** What says that no success came. */
const refusals = /^(valid-request-refused|unexpected-status|undocumented-status|server-error|no-answer)$/;

/** Each operation's example call, which must get a success that is as it is documented. */
export const mock: Step = (context) =>
  withMock(context, async ({ description, milliseconds, run }) => {
    const planOperation = createPlanner(description);
    const faults: Fault[] = [];
    let answered = 0;
    let ownExample = 0;
    for (const operation of description.operations) {
      const { cases, leftOut } = planOperation(operation);
      const [first] = cases;
      if (first) {
        const found = await run(first);
        if (found.length === 0) answered++;
        else if (found.every((fault) => fault.whose === "description" && !refusals.test(fault.kind))) ownExample++;
        faults.push(...found);
        continue;
      }
      const [notice] = leftOut;
      faults.push({
        whose: notice ? "unsupported" : "ours",
        kind: "no example call",
        pointer: notice?.pointer ?? operation.pointer,
        message: `${operation.id}: ${notice?.message ?? "nothing was planned, and nothing said of it"}`,
      });
    }
    const operations = description.operations.length;
    return { counts: { operations, answered, ownExample, startMilliseconds: Math.round(milliseconds) }, faults };
  });
