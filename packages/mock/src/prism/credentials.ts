import { pairsOfCookies } from "@spkey/model/outline";
import type { Operation, PrismRequest } from "./index.ts";

type Scheme = NonNullable<Operation["security"]>[number][number];

const known = new WeakMap<Operation, Operation>();

/** An operation whose credentials Prism knows: cookies with names of which none ends with another, and schemes of HTTP as keys. */
export function withKnownSchemes(operation: Operation): Operation {
  const { security } = operation;
  const made = known.get(operation) ?? (security ? { ...operation, security: security.map(schemesOf) } : operation);
  known.set(operation, made);
  return made;
}

function schemesOf(alternative: readonly Scheme[]): Scheme[] {
  return alternative.map((scheme) => {
    if (scheme.type === "apiKey" && scheme.in === "cookie") return { ...scheme, name: cookieName(scheme.name) };
    if (scheme.type !== "http" || ofPrism.test(scheme.scheme)) return scheme;
    const { scheme: name, ...rest } = scheme;
    return { ...rest, type: "apiKey", in: "header", name: headerName(name) };
  });
}

/** The schemes of HTTP that Prism knows; of any other one, it lets each request pass. */
const ofPrism = /^(basic|bearer|digest)$/;

/** The scheme of the `Authorization` header as the key that stands for it (RFC 9110, section 11.4). */
export function withKnownAuthorization(request: PrismRequest): PrismRequest {
  const [, name] = /^(\S+) +\S/.exec(String(request.headers?.["authorization"] ?? "")) ?? [];
  if (name === undefined) return request;
  return { ...request, headers: { ...request.headers, [headerName(name)]: "1" } };
}

function headerName(scheme: string): string {
  return `-authorization-${scheme.toLowerCase()}`;
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
