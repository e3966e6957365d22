import { type Answer, problem } from "../answer.ts";
import { ProblemJsonError } from "./index.ts";

/** What Prism refuses by itself, as the problem document (RFC 9457) that its own server answers. */
export function prismErrorAnswer(error: Error): Answer {
  if (!(error instanceof ProblemJsonError)) return problem(500, "fault", error.message);
  const headers = error.additional?.["headers"] as Record<string, string> | undefined; // Set by Prism's mocker only.
  // Prism's own class, which its own function takes: their types differ in how they write `undefined`.
  const document = ProblemJsonError.toProblemJson(error as Parameters<typeof ProblemJsonError.toProblemJson>[0]);
  return {
    status: error.status,
    headers: { "Content-Type": "application/problem+json", ...headers },
    body: JSON.stringify(document),
    verdict: "mock",
    violations: [{ location: ["request"], severity: "Error", code: error.status, message: error.message }],
  };
}
