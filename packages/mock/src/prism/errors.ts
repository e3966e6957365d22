import type { IPrismDiagnostic } from "@stoplight/prism-core";
import { type Answer, problem } from "../answer.ts";
import { ProblemJsonError } from "./index.ts";
import { toViolation, violationsHeader } from "./violations.ts";

/** Carries an answer of the mock's own through Prism. */
export class RefusedByMock extends Error {
  readonly answer: Answer;

  constructor(answer: Answer, diagnostics: readonly IPrismDiagnostic[]) {
    super("Refused by the mock");
    const violations = diagnostics.map((diagnostic) => toViolation("request", diagnostic));
    this.answer = {
      ...answer,
      headers: { ...answer.headers, "sl-violations": violationsHeader(violations) },
      violations,
    };
  }
}

/** What Prism refuses by itself, as the problem document that its own server answers. */
export function refusal(error: Error): Answer {
  if (error instanceof RefusedByMock) return error.answer;
  if (!(error instanceof ProblemJsonError)) return problem(500, "fault", error.message);
  const headers = error.additional?.["headers"] as Record<string, string> | undefined; // Set by Prism's mocker only.
  // Prism's own class, which its own function takes: their types differ in how they write `undefined`.
  const document = ProblemJsonError.toProblemJson(error as Parameters<typeof ProblemJsonError.toProblemJson>[0]);
  return {
    status: error.status,
    headers: { "Content-Type": "application/problem+json", ...headers },
    body: JSON.stringify(document),
    violations: [{ location: ["request"], severity: "Error", code: error.status, message: error.message }],
    own: true,
  };
}
