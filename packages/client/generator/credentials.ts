import type { Description, Notice, Operation, SecurityRequirement, SecurityScheme } from "@spkey/model";

/** The credentials of a description, as the client sends them. */
export interface Credentials {
  /** How each is sent, as code of `src/credentials.ts`. */
  readonly schemes: readonly {
    readonly key: string;
    readonly code: string;
    /** The type of its value, as code. */
    readonly type: string;
    /** CommonMark. */
    readonly description: string;
  }[];
  /**
   * The alternatives of an operation, without what the client does not send; no credentials at all come last, if they will
   * do.
   */
  requirements(operation: Operation): readonly (readonly string[])[];
  readonly warnings: readonly Notice[];
}

export function credentialsOf({ securitySchemes, operations }: Description): Credentials {
  const warnings: Notice[] = [];
  const schemes = securitySchemes.flatMap((scheme) => {
    const code = schemeCode(scheme);
    const type = code === "basic" ? "BasicCredential" : "string";
    if (code) return [{ key: scheme.key, code, type, description: scheme.description || fallbackOf(scheme) }];
    warnings.push({
      pointer: scheme.pointer,
      message: `The client does not send the security scheme \`${scheme.key}\`: give it a \`fetch\` that does.`,
    });
    return [];
  });
  const codes = new Map(schemes.map(({ key, code }) => [key, code]));
  const requirements = ({ security }: Operation): string[][] => {
    const all = security.map((requirement) => sendable(requirement, codes).keys);
    if (all.every(({ length }) => length === 0)) return [];
    return all.toSorted((a, b) => Number(a.length === 0) - Number(b.length === 0));
  };
  const left = new Map(
    operations.flatMap(({ security }) => security).flatMap((requirement) => sendable(requirement, codes).left),
  );
  for (const [pointer, message] of left) warnings.push({ pointer, message });
  return { schemes, requirements, warnings };
}

/**
 * The credentials of a requirement that the client sends. In a place there is room for one: of two access tokens, which are both
 * sent as `Authorization: Bearer`, one is asked for, and has to be good for both.
 */
function sendable(requirement: SecurityRequirement, codes: ReadonlyMap<string, string>) {
  const places = new Map<string, { readonly key: string; readonly code: string }>();
  const left: [pointer: string, message: string][] = [];
  for (const { scheme } of requirement) {
    const code = codes.get(scheme.key);
    if (code === undefined) continue;
    const place = placeOf(scheme);
    const first = places.get(place);
    if (!first) places.set(place, { key: scheme.key, code });
    else if (first.code !== code) {
      const message = `The client does not send it together with \`${first.key}\`, which has its place: ${place}.`;
      left.push([scheme.pointer, message]);
    }
  }
  return { keys: Array.from(places.values(), ({ key }) => key), left };
}

function placeOf(scheme: SecurityScheme): string {
  if (scheme.type !== "apiKey") return "the header authorization";
  return `the ${scheme.in} ${scheme.in === "header" ? scheme.name.toLowerCase() : scheme.name}`;
}

/** How a credential is sent; nothing where the client does not know how. */
function schemeCode(scheme: SecurityScheme): string | undefined {
  switch (scheme.type) {
    case "apiKey":
      return `${scheme.in}(${JSON.stringify(scheme.name)})`;
    case "oauth2":
    case "openIdConnect":
      return "bearer";
    case "http":
      return scheme.scheme === "basic" || scheme.scheme === "bearer" ? scheme.scheme : undefined;
    default:
      return undefined;
  }
}

/** What there is to say of a credential that the description says nothing of. */
function fallbackOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case "apiKey":
      return `An API key, sent as \`${scheme.name}\` (${scheme.in}).`;
    case "http":
      return scheme.scheme === "basic" ? "User name and password (RFC 7617)." : "A bearer token (RFC 6750).";
    default:
      return "An access token, sent as a bearer token (RFC 6750).";
  }
}

/** The alternatives that most operations have; the others say theirs. */
export function usualRequirements(operations: readonly Operation[], { requirements }: Credentials) {
  const counts = new Map<string, number>();
  for (const operation of operations) {
    const text = JSON.stringify(requirements(operation));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "[]";
}
