import type { Finding, Result } from "@spkey/contract";
import { limitOf } from "@spkey/contract/testing";
import { type Description, lookUpMediaType, lookUpStatus } from "@spkey/model";
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
      if (!cause) return unmade(description, result, finding, message) ?? { whose: "ours", kind, pointer, message };
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
 * schema. Prism may have found either, and is quoted as far as there is room.
 */
async function causeOf(own: OwnFaults, { kind, message, pointer }: Finding, { given, answer }: Result) {
  const { operation } = given;
  const response = answer && lookUpStatus(operation.responses, answer.status);
  const ofAnswer = async () => response && (await own.ofResponse(operation, response.status))[0];
  const ofRequest = async () => (await own.ofRequest(operation))[0];
  if (ofAnswers.test(kind) || (kind === "validators-disagree" && pointer.includes("/responses/"))) return ofAnswer();
  if (kind !== "prism-disagrees") return ofRequest();
  return /"response"|\bresponse\./.test(message) ? ofAnswer() : ((await ofRequest()) ?? (await ofAnswer()));
}

/** An answer that breaks a schema of which no value could be made: all objects that it is made of are closed to each other, say. */
function unmade(
  description: Description,
  { given, answer }: Result,
  finding: Finding,
  message: string,
): Fault | undefined {
  const isOfAnswer = ofAnswers.test(finding.kind) || /"response"|\bresponse\.body\b/.test(message);
  const response = answer && lookUpStatus(given.operation.responses, answer.status);
  const schema = response && lookUpMediaType(response.content, answer.headers.get("Content-Type") ?? "")?.schema;
  const made = isOfAnswer && schema ? description.example(schema, "response") : undefined;
  if (!made || "value" in made) return undefined;
  const { pointer, impossible } = made;
  return { whose: "unsupported", kind: "no valid answer could be made", pointer, message, evidence: impossible };
}
