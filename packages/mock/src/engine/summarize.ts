import type { Operation } from "../prism/index.ts";
import type { DescribedOperation } from "./describe.ts";
import { inputsOf } from "./inputs.ts";
import type { CredentialPlace, OperationSummary } from "./operation-summary.ts";

/** @param index its index among the operations of the description */
export function summarize(operation: DescribedOperation, index: number): OperationSummary {
  const { method, path, iid, responses, security = [] } = operation.prism;
  return {
    index,
    method: method.toUpperCase(),
    path,
    id: iid,
    statuses: responses.map(({ code }) => code),
    examples: Object.fromEntries(responses.map(({ code, contents = [] }) => [code, exampleNames(contents)])),
    inputs: inputsOf(operation),
    credentials: security.flat().map((scheme): CredentialPlace => {
      if (scheme.type !== "apiKey") return { in: "header", name: "authorization", isKey: false };
      const name = scheme.in === "header" ? scheme.name.toLowerCase() : scheme.name;
      return { in: scheme.in, name, isKey: true };
    }),
  };
}

function exampleNames(contents: NonNullable<Operation["responses"][number]["contents"]>): string[] {
  return [...new Set(contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)))];
}
