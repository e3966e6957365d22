import {
  type Description,
  isPublic,
  type OAuthFlow,
  type Operation,
  type RequiredScheme,
  type SecurityRequirement,
  type SecurityScheme,
} from "@spkey/model";
import type { Places } from "./change.ts";
import type { OperationPair } from "./match-operations.ts";
import type { Scope } from "./scope.ts";

/**
 * Security Requirement Objects (OpenAPI 3.1, section 4.8.30): what callers send must still be enough. What a scheme is called
 * does not count, only how it is sent.
 */
export function compareSecurity(before: Operation, after: Operation, scope: Scope, places: Required<Places>): void {
  const [wasPublic, isNowPublic] = [isPublic(before.security), isPublic(after.security)];
  if (wasPublic && !isNowPublic) {
    scope.addSingle("security-required", `needed nothing, and needs ${say(after.security[0])}`, places);
  }
  if (!wasPublic && isNowPublic) scope.addSingle("security-optional", "needs no credential any more", places);
  if (wasPublic || isNowPublic) return;
  const used = new Set(
    before.security.map((requirement) => compareAlternative(requirement, after.security, scope, places)),
  );
  for (const requirement of after.security) {
    const isKnown = before.security.some((had) => isEnough(had, requirement) && isEnough(requirement, had));
    if (used.has(requirement) || isKnown) continue;
    scope.addSingle("security-alternative-added", `takes ${say(requirement)} as well`, places);
  }
}

/** What becomes of one alternative; the first row that fits. @returns the alternative that has come in its place */
function compareAlternative(
  had: SecurityRequirement,
  now: readonly SecurityRequirement[],
  scope: Scope,
  places: Places,
): SecurityRequirement | undefined {
  const same = now.find((other) => isEnough(had, other) && isEnough(other, had));
  if (same) return same;
  const easier = now.find((other) => isEnough(had, other));
  if (easier) {
    const rule = hasSameSchemes(had, easier) ? "security-scope-removed" : "security-credential-removed";
    scope.addSingle(rule, `needed ${say(had)}, and needs only ${say(easier)}`, places);
    return easier;
  }
  const scoped = now.find((other) => hasSameSchemes(had, other));
  const harder = scoped ?? now.find((other) => isEnough(other, had));
  if (!harder) scope.addSingle("security-alternative-removed", `does not take ${say(had)} any more`, places);
  else {
    const rule = scoped ? "security-scope-added" : "security-credential-added";
    scope.addSingle(rule, `needed ${say(had)}, and needs ${say(harder)}`, places);
  }
  return harder;
}

/** Whether two operations' credentials have changed in the same way, as those of all operations do that have the document's. */
export function securityChange({ before, after }: OperationPair): string {
  const plain = ({ security }: Operation) =>
    security.map((requirement) => requirement.map(({ scheme, scopes }) => [scheme.key, identityOf(scheme), scopes]));
  return JSON.stringify([plain(before), plain(after)]);
}

/** Whether what one has to have for the first is enough for the second. */
function isEnough(had: SecurityRequirement, needed: SecurityRequirement): boolean {
  return needed.every(({ scheme, scopes }) =>
    had.some(
      (each) => identityOf(each.scheme) === identityOf(scheme) && scopes.every((name) => each.scopes.includes(name)),
    ),
  );
}

function hasSameSchemes(a: SecurityRequirement, b: SecurityRequirement): boolean {
  const identities = (requirement: SecurityRequirement) =>
    requirement
      .map(({ scheme }) => identityOf(scheme))
      .toSorted()
      .join("\n");
  return identities(a) === identities(b);
}

/** How a credential is sent, and who gives it out: what a bearer token is made of is for people to read. */
function identityOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case "http":
      return `http ${scheme.scheme}`;
    case "apiKey":
      return `apiKey ${scheme.in} ${scheme.in === "header" ? scheme.name.toLowerCase() : scheme.name}`;
    case "openIdConnect":
      return `openIdConnect ${scheme.openIdConnectUrl}`;
    case "mutualTLS":
      return "mutualTLS";
    default:
      return `${scheme.type} ${scheme.key}`;
  }
}

function say(requirement: SecurityRequirement | undefined): string {
  if (!requirement || requirement.length === 0) return "nothing";
  return requirement.map(sayOne).join(" and ");
}

function sayOne({ scheme, scopes }: RequiredScheme): string {
  return scopes.length > 0 ? `${scheme.key} (${scopes.join(", ")})` : scheme.key;
}

/** The schemes themselves, by their names, and how our client calls them (OpenAPI 3.1, section 4.8.27). */
export function compareSchemes(before: Description, after: Description, scope: Scope): void {
  const inUse = new Set(after.operations.flatMap(({ security }) => security.flat()).map(({ scheme }) => scheme));
  for (const old of before.securitySchemes) {
    const now = after.securitySchemes.find(({ key }) => key === old.key);
    const inside = scope.at(`security scheme ${old.key}`);
    if (now?.type === "oauth2" && old.type === "oauth2") compareFlows(old, now, inside);
    if (now) continue;
    const renamed = [...inUse].find(
      (scheme) =>
        identityOf(scheme) === identityOf(old) && !before.securitySchemes.some(({ key }) => key === scheme.key),
    );
    if (renamed) {
      inside.addSingle("client-credential-renamed", `is called ${renamed.key} now`, {
        before: old.pointer,
        after: renamed.pointer,
      });
    }
  }
}

type OAuth2Scheme = Extract<SecurityScheme, { readonly type: "oauth2" }>;

/** OAuth flows (OpenAPI 3.1, section 4.8.29): where callers get their tokens, and which scopes they can ask for. */
function compareFlows(before: OAuth2Scheme, after: OAuth2Scheme, scope: Scope): void {
  const places = { before: before.pointer, after: after.pointer };
  const urls = ({ authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl }: OAuthFlow) =>
    [authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl].join(" ");
  for (const flow of before.flows) {
    const twin = after.flows.find((other) => other.flow === flow.flow);
    if (!twin) {
      scope.addSingle("security-scheme-changed", `the flow ${flow.flow} is gone`, places);
      continue;
    }
    if (urls(flow) !== urls(twin))
      scope.addSingle("security-scheme-changed", `the URLs of the flow ${flow.flow} have changed`, places);
    const [old, now] = [flow, twin].map(({ scopes }) => new Set(scopes.map(({ name }) => name)));
    for (const name of old ?? []) {
      if (!now?.has(name))
        scope.addSingle("security-scheme-changed", `the scope ${name} of ${flow.flow} is gone`, places);
    }
    for (const name of now ?? []) {
      if (!old?.has(name))
        scope.addSingle("security-scheme-extended", `the scope ${name} of ${flow.flow} is new`, places);
    }
  }
  for (const { flow } of after.flows) {
    if (!before.flows.some((other) => other.flow === flow)) {
      scope.addSingle("security-scheme-extended", `the flow ${flow} is new`, places);
    }
  }
}
