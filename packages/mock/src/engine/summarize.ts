import type { Operation } from "../prism/index.ts";
import type { CredentialPlace, OperationSummary } from "./operation-summary.ts";

/** @param index its index among the operations of the description */
export function summarize({ method, path, iid, responses, security = [] }: Operation, index: number): OperationSummary {
  return {
    index,
    method: method.toUpperCase(),
    path,
    id: iid,
    statuses: responses.map(({ code }) => code),
    credentials: security.flat().map((scheme): CredentialPlace => {
      if (scheme.type !== "apiKey") return { in: "header", name: "authorization", isKey: false };
      const name = scheme.in === "header" ? scheme.name.toLowerCase() : scheme.name;
      return { in: scheme.in, name, isKey: true };
    }),
  };
}
