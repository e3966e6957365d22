import { planOperations } from "@spkey/contract";
import { isPlanned } from "@spkey/contract/testing";
import type { Fault, Step } from "../outcome.ts";
import { withMock } from "../with-mock.ts";

/** All contract cases, which the mock has to keep; of an operation without any, the plan says why. */
export const contract: Step = (context) =>
  withMock(context, async ({ description, run }) => {
    const faults: Fault[] = [];
    const counts = { cases: 0, kept: 0, untried: 0 };
    for (const { operation, ...plan } of planOperations(description)) {
      for (const { pointer, message } of plan.leftOut) {
        faults.push({ whose: "unsupported", kind: "no case", pointer, message });
      }
      if (!isPlanned(plan, operation)) {
        faults.push({ whose: "ours", kind: "no cases", pointer: operation.pointer, message: operation.id });
      }
      for (const given of plan.cases) {
        const found = await run(given);
        if (found.length === 0) counts.kept++;
        faults.push(...found);
      }
      counts.cases += plan.cases.length;
      counts.untried += plan.untried.length;
    }
    return { counts, faults };
  });
