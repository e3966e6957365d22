import type { Notice, Operation, SecurityRequirement, SecurityScheme } from "@spkey/model";
import { clashOf, credentialFor, malformedCredentials, type TestCredential } from "../send/credentials.ts";
import { isSendable, withoutBodies } from "./base.ts";
import type { Case, CaseRequest, Tried } from "./case.ts";
import type { Family, Settings } from "./plan.ts";
import { wantedOfValid } from "./wanted.ts";

/** Statuses for a request whose credentials do not suffice (RFC 9110, sections 15.5.2 and 15.5.4). */
const unauthorized = [401, 403];

function triedAs(as: Tried["as"], { pointer }: Operation, { key }: SecurityScheme): Tried {
  return { pointer, keyword: `security/${key}`, as };
}

/**
 * Each alternative of the security requirement is accepted, and none of them with a credential less (OpenAPI 3.1, section
 * 4.8.30), unless what is left meets another one.
 */
export const credentialCases: Family = (_description, operation, base, { canSend }) => {
  const request = withoutBodies(base);
  const { security } = operation;
  const sendable = security.filter((requirement) => isSendable(requirement, canSend));
  const leftOut = security
    .filter((requirement) => !sendable.includes(requirement))
    .map((requirement) => unsent(operation, requirement, canSend));
  return {
    cases: [
      ...alternatives(operation, request, sendable),
      ...refusals(operation, request, sendable),
      ...malformed(operation, request, sendable),
    ],
    leftOut,
  };
};

/** With those of one alternative there is nothing to choose: the other families send them. */
function alternatives(operation: Operation, request: CaseRequest, sendable: readonly SecurityRequirement[]): Case[] {
  if (operation.security.length < 2) return [];
  const { wanted, preference } = wantedOfValid(operation);
  return sendable.map((requirement) => ({
    id: `${operation.id}/accepted/security/${namesOf(requirement) || "none"}`,
    name: `${operation.id} accepts ${requirement.length === 0 ? "a request without credentials" : namesOf(requirement)}`,
    operation,
    request: { ...request, ...preference, credentials: requirement.map(({ scheme }) => scheme) },
    wanted,
    tries: requirement.map(({ scheme }) => triedAs("valid", operation, scheme)),
  }));
}

function refusals(operation: Operation, request: CaseRequest, sendable: readonly SecurityRequirement[]): Case[] {
  const { security } = operation;
  const reduced = sendable.flatMap((requirement) =>
    requirement.map(({ scheme: without }) => ({
      requirement,
      without,
      left: requirement.flatMap(({ scheme }) => (scheme === without ? [] : [scheme])),
    })),
  );
  const tried = new Set<string>();
  return reduced.flatMap(({ requirement, without, left }): Case[] => {
    const sent = left.map(({ key }) => key).join(" ");
    if (tried.has(sent) || security.some((each) => isMet(each, left))) return [];
    tried.add(sent);
    return [
      {
        id: `${operation.id}/refused/security/${namesOf(requirement)}/without-${without.key}`,
        name: `${operation.id} refuses a request without ${security.length > 1 ? withoutWhat(requirement, left) : without.key}`,
        operation,
        request: { ...request, credentials: left },
        wanted: { outcome: "refused", statuses: unauthorized },
        tries: [triedAs("invalid", operation, without)],
      },
    ];
  });
}

/** A credential in the right place that is none: each alternative with one of its credentials so. */
function malformed(operation: Operation, request: CaseRequest, sendable: readonly SecurityRequirement[]): Case[] {
  const tried = new Set<string>();
  return sendable.flatMap((requirement) =>
    requirement.flatMap(({ scheme }): Case[] => {
      const left = requirement.flatMap((each) => (each.scheme === scheme ? [] : [each.scheme]));
      if (tried.has(scheme.key) || operation.security.some((each) => isMet(each, left))) return [];
      tried.add(scheme.key);
      return malformedCredentials(scheme)
        .filter((credential) => !operation.security.some((each) => mayBeMet(each, left, credential, scheme)))
        .map((credential) => ({
          id: `${operation.id}/refused/security/${namesOf(requirement)}/${scheme.key}/${credential.slug}`,
          name: `${operation.id} refuses ${credential.what} as ${scheme.key}`,
          operation,
          request: { ...request, credentials: left, malformedCredentials: [credential] },
          wanted: { outcome: "refused", statuses: [...unauthorized, 400] },
          tries: [triedAs("invalid", operation, scheme)],
        }));
    }),
  );
}

/** Without any, an operation with alternatives lacks all of them. */
function withoutWhat(requirement: SecurityRequirement, left: readonly SecurityScheme[]): string {
  if (left.length === 0) return "credentials";
  const missing = requirement.filter(({ scheme }) => !left.includes(scheme));
  return `${namesOf(missing)}, where ${namesOf(requirement)} are needed`;
}

/** Whether a malformed credential of a scheme may be good for a requirement: an API key of another one may be any text. */
function mayBeMet(
  requirement: SecurityRequirement,
  left: readonly SecurityScheme[],
  malformed: TestCredential,
  own: SecurityScheme,
): boolean {
  return requirement.every((each) => {
    const needed = each.scheme.type === "apiKey" && each.scheme !== own ? credentialFor(each.scheme) : undefined;
    if (needed && malformed.value !== "" && isSame({ ...malformed, value: needed.value }, needed)) return true;
    return isMet([each], left, [malformed]);
  });
}

/** Whether the credentials meet a requirement, as any do an empty one: also as another scheme's, where they are written alike. */
function isMet(
  requirement: SecurityRequirement,
  schemes: readonly SecurityScheme[],
  others: readonly TestCredential[] = [],
): boolean {
  const sent = [...schemes.map(credentialFor), ...others];
  return requirement.every(({ scheme }) => {
    const needed = credentialFor(scheme);
    // Nobody knows of a credential that can't be made up whether it is there: over TLS it may be.
    return !needed || sent.some((each) => each && isSame(each, needed));
  });
}

function isSame(a: TestCredential, b: TestCredential): boolean {
  return a.in === b.in && a.name.toLowerCase() === b.name.toLowerCase() && a.value === b.value;
}

function namesOf(requirement: SecurityRequirement): string {
  return requirement.map(({ scheme }) => scheme.key).join(" and ");
}

function unsent({ pointer }: Operation, requirement: SecurityRequirement, canSend: Settings["canSend"]): Notice {
  const missing = requirement.map(({ scheme }) => scheme).filter((scheme) => !canSend(scheme));
  const clash = clashOf(requirement);
  if (missing.length === 0 && clash !== undefined) return { pointer, message: clash };
  const names = missing.map((scheme) => `\`${scheme.key}\` (${scheme.type})`).join(" and ");
  const isKnown = missing.every((scheme) => credentialFor(scheme));
  return {
    pointer,
    message: isKnown ? `No credential was given for ${names}.` : `No credential can be made up for ${names}.`,
  };
}
