import type { Finding, Result } from "@spkey/contract";
import { limitOf } from "@spkey/contract/testing";
import { type Description, lookUpStatus } from "@spkey/model";
import type { Fault } from "./outcome.ts";
import { evidenceOf, type OwnFaults } from "./own-faults.ts";

/** What is found of answers that are made of the description's own values. */
const ofAnswers = /^(invalid-body|invalid-header|missing-header|write-only-field|missing-body)$/;

/** Of a field that is answered, and nobody describes: the description says so little, or its example says too much. */
const harmless = "undocumented-field";

/** What came of a case, as faults: each is explained, or it is ours. */
export async function faultsOf(description: Description, own: OwnFaults, result: Result): Promise<Fault[]> {
  const findings = result.judgement.findings.filter(({ kind }) => kind !== harmless);
  if (findings.length === 0) return [];
  const limit = limitOf(description, result.given);
  return Promise.all(
    findings.map(async (finding): Promise<Fault> => {
      const { kind, pointer } = finding;
      const message = `${result.given.name}: ${finding.at}: ${finding.message}`;
      if (limit !== undefined) return { whose: "unsupported", kind: limit, pointer, message };
      const cause = await causeOf(own, finding, result);
      if (!cause) return { whose: "ours", kind, pointer, message };
      return {
        whose: "description",
        kind,
        pointer: cause.pointer,
        message,
        evidence: evidenceOf(cause),
      };
    }),
  );
}

/**
 * A request that is made of an invalid example is refused, or breaks two rules where one was meant; an answer that is one breaks its
 * schema, which is what the mock says of it as well.
 */
async function causeOf(own: OwnFaults, { kind, message, pointer }: Finding, { given, answer }: Result) {
  const { operation } = given;
  const isOfAnswer =
    ofAnswers.test(kind) ||
    // What Prism found is quoted as far as there is room.
    (kind === "prism-disagrees" && (/"response"|\bresponse\./.test(message) || !/\]$/.test(message))) ||
    (kind === "validators-disagree" && pointer.includes("/responses/"));
  if (!isOfAnswer) return (await own.ofRequest(operation))[0];
  const response = answer && lookUpStatus(operation.responses, answer.status);
  return response && (await own.ofResponse(operation, response.status))[0];
}
