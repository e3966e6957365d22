import { essenceOf, kindOf } from "@spkey/model";
import type { FindingKind } from "../findings.ts";

export type ReadBody =
  /** Of JSON. */
  | { readonly value: unknown; readonly text: string }
  | { readonly text: string }
  /** What is wrong with it, as its media type says. */
  | { readonly malformed: FindingKind; readonly message: string }
  /** Why its schema says nothing of it. */
  | { readonly opaque: string };

/** Reads a body as its media type says. */
export function readBody(mediaType: string, bytes: Uint8Array): ReadBody {
  const kind = kindOf(mediaType);
  if (kind !== "json" && kind !== "text" && kind !== "stream") return { opaque: `${essenceOf(mediaType)} is not read` };
  const text = decode(bytes);
  if (text === undefined) return { malformed: "not-utf8", message: "the body is not UTF-8" };
  if (kind !== "json") return { text };
  try {
    const value: unknown = JSON.parse(text);
    return { value, text };
  } catch {
    return { malformed: "not-json", message: "the body is not JSON" };
  }
}

/** JSON is UTF-8 (RFC 8259, section 8.1), and so are the events of a stream (WHATWG HTML, section 9.2.6) and most texts. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
