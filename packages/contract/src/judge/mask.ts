import type { Case } from "../cases/case.ts";
import type { Finding } from "../findings.ts";
import { credentialFor } from "../send/credentials.ts";

/** How long a text may be that a server chose. */
const longest = 300;

/**
 * Findings without the credentials of their request, which a server may have sent back as a media type or the name of a field, and
 * with no more of what it said than helps.
 */
export function withoutSecrets({ request }: Pick<Case, "request">, findings: readonly Finding[]): Finding[] {
  const credentials = [
    ...request.credentials.flatMap((scheme) => credentialFor(scheme) ?? []),
    ...(request.malformedCredentials ?? []),
  ];
  // Of `Bearer token`, the token too; in any case, since media types are compared in lower case.
  const secrets = credentials
    .flatMap(({ value }) => [value, ...value.split(" ").slice(1)])
    .filter((secret) => secret.length > 3);
  const mask = (text: string) =>
    secrets
      .reduce((masked, secret) => masked.replaceAll(new RegExp(RegExp.escape(secret), "gi"), "***"), text)
      .slice(0, longest);
  return findings.map((each) => ({ ...each, at: mask(each.at), message: mask(each.message) }));
}
