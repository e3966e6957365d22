import { pairsOfCookies } from "@spkey/model/outline";
import type { Operation, PrismRequest } from "./index.ts";

type Scheme = NonNullable<Operation["security"]>[number][number];

const known = new WeakMap<Operation, Operation>();

/** An operation whose cookies for credentials have names of which none ends with another. */
export function withKnownSchemes(operation: Operation): Operation {
  const { security } = operation;
  const made = known.get(operation) ?? (security ? { ...operation, security: security.map(schemesOf) } : operation);
  known.set(operation, made);
  return made;
}

function schemesOf(alternative: readonly Scheme[]): Scheme[] {
  return alternative.map((scheme) =>
    scheme.type === "apiKey" && scheme.in === "cookie" ? { ...scheme, name: cookieName(scheme.name) } : scheme,
  );
}

/** To Prism, a cookie is there if its name stands at the end of another one's, or in a value. */
export function withKnownCookies(request: PrismRequest): PrismRequest {
  const header = request.headers?.["cookie"];
  if (header === undefined) return request;
  const sent = pairsOfCookies(String(header)).filter(([, value]) => value !== "");
  const cookie = sent.map(([name]) => `${cookieName(name)}=1`).join("; ");
  return { ...request, headers: { ...request.headers, cookie } };
}

function cookieName(name: string): string {
  return `-${Buffer.from(name).toString("hex")}`;
}
