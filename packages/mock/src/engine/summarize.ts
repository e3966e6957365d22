import type { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { CredentialPlace, OperationSummary } from "../worker/messages.ts";

/** An operation, as Prism reads it. */
export type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** What the front door has to know of an operation. */
export function summarize({ method, path, iid, responses, security = [] }: Operation): OperationSummary {
  return {
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
