import { isJson } from "@spkey/model";
import type { FindingKind } from "../findings.ts";

/** A body that is not as its media type says. */
export interface BrokenBody {
  readonly slug: string;
  readonly what: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly wrong: FindingKind;
}

/** JSON is one value in UTF-8, whose names are unique (RFC 8259, sections 2, 4 and 8.1). */
export function brokenBodies(contentType: string, bytes: Uint8Array<ArrayBuffer>): BrokenBody[] {
  if (!isJson(contentType)) return [];
  const text = new TextDecoder().decode(bytes);
  const row = (slug: string, what: string, wrong: FindingKind, changed: string): BrokenBody => ({
    slug,
    what,
    bytes: new TextEncoder().encode(changed),
    wrong,
  });
  const twice = twiceIn(text);
  return [
    row("empty", "nothing", "missing-body", ""),
    row("cut", "JSON that is cut off", "not-json", text.length > 1 ? text.slice(0, -1) : "{"),
    row("trailing", "JSON with something behind it", "not-json", `${text}}`),
    row("html", "a page", "not-json", "<!doctype html><title>Bad gateway</title>"),
    row("byte-order-mark", "JSON with a byte order mark", "not-json", `\uFEFF${text}`),
    ...(twice === undefined ? [] : [row("twice", "a name twice", "duplicate-key", twice)]),
    { slug: "not-utf8", what: "JSON that is not UTF-8", bytes: notUtf8(bytes), wrong: "not-utf8" },
  ];
}

/** An object whose first member is there once more at its end. */
function twiceIn(text: string): string | undefined {
  const value: unknown = JSON.parse(text);
  const object: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  const [entry] = Object.entries(object);
  if (!entry) return undefined;
  const member = `${JSON.stringify(entry[0])}:${JSON.stringify(entry[1])}`;
  const doubled = `${JSON.stringify(object).slice(0, -1)},${member}}`;
  return Array.isArray(value)
    ? `[${[doubled, ...value.slice(1).map((item) => JSON.stringify(item))].join(",")}]`
    : doubled;
}

function notUtf8(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...bytes.slice(0, -1), 0x22, 0xff, 0xfe, 0x22, ...bytes.slice(-1)]);
}
