import { covers, kindOf } from "@spkey/model";
import { withoutBodies } from "./base.ts";
import type { Case, CaseBody } from "./case.ts";
import type { Family } from "./plan.ts";
import { refusals } from "./wanted.ts";

/** Statuses for a body in a media type that is not described (RFC 9110, section 15.5.16), and what others take it for. */
const unsupported = [415, 400, 422];

/** Media types that are often taken, one of each kind. */
const wellKnown = [
  "application/json",
  "application/x-www-form-urlencoded",
  "application/xml",
  "application/octet-stream",
  "text/plain",
];

/** A body that has to be there is missed, one that is not as its media type says is refused, and so is one of another media type. */
export const bodyCases: Family = (_description, operation, base) => {
  const { requestBody } = operation;
  const { body, ...bodiless } = withoutBodies(base);
  if (!requestBody || !body) return { cases: [], leftOut: [] };
  const refused = (
    slug: string,
    what: string,
    statuses: readonly number[],
    changed: CaseBody | undefined,
    pointer: string,
    keyword: "required" | "content",
  ): Case => ({
    id: `${operation.id}/refused/body/${slug}`,
    name: `${operation.id} refuses ${what}`,
    operation,
    request: { ...bodiless, ...(changed && { body: changed }) },
    wanted: { outcome: "refused", statuses, violation: { in: "body", keyword, path: [], inUnion: false } },
    tries: [{ pointer, keyword, as: "invalid" }],
  });
  const cases: Case[] = [];
  if (requestBody.required) {
    cases.push(refused("missing", "a request without a body", refusals, undefined, requestBody.pointer, "required"));
  }
  for (const each of bodiesByMedia(base.bodies.map((one) => one.body))) {
    const { mediaType, pointer } = each.media;
    const [as, id] = requestBody.content.length > 1 ? [` as ${mediaType}`, `/${mediaType}`] : ["", ""];
    for (const { slug, what, bytes } of malformed(each)) {
      cases.push(refused(slug + id, what + as, refusals, { ...each, bytes }, pointer, "content"));
    }
  }
  for (const contentType of wellKnown) {
    if (requestBody.content.some(({ mediaType }) => covers(mediaType, contentType))) continue;
    const what = `a body that is called ${contentType}`;
    const slug = `content-type/${contentType}`;
    // No bytes are no body, whatever they are called: the form of an object without properties, say.
    const bytes = body.bytes.length > 0 ? body.bytes : new TextEncoder().encode("example");
    cases.push(refused(slug, what, unsupported, { ...body, contentType, bytes }, requestBody.pointer, "content"));
  }
  return { cases, leftOut: [] };
};

function bodiesByMedia(bodies: readonly CaseBody[]): CaseBody[] {
  return [...new Map(bodies.toReversed().map((body) => [body.media, body])).values()].toReversed();
}

/** JSON is one value in UTF-8 (RFC 8259, sections 2 and 8.1). */
function malformed({ contentType, bytes }: CaseBody): { slug: string; what: string; bytes: CaseBody["bytes"] }[] {
  if (kindOf(contentType) !== "json") return [];
  const text = new TextDecoder().decode(bytes);
  const encode = (changed: string) => new TextEncoder().encode(changed);
  const rows = [
    ["cut", "JSON that is cut off", encode(text.length > 1 ? text.slice(0, -1) : "{")],
    ["trailing", "JSON with something behind it", encode(`${text}}`)],
    ["no-json", "a body that is no JSON", encode("{'single': quotes}")],
    [
      "not-utf8",
      "JSON that is not UTF-8",
      Uint8Array.from([...bytes.slice(0, -1), 0x22, 0xff, 0xfe, ...bytes.slice(-1)]),
    ],
  ] as const;
  return rows.map(([slug, what, changed]) => ({ slug, what, bytes: changed }));
}
