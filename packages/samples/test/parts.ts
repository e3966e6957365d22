import type { Recorded } from "@spkey/test-kit";

/** A part of a `multipart/form-data` body, as it arrived (RFC 7578). */
export interface Part {
  readonly name: string;
  readonly fileName?: string;
  readonly contentType?: string;
  readonly content: Buffer;
}

/** The parts of a body with their headers, which `Response.formData()` does not show. */
export function partsOf({ headers, body }: Recorded): Part[] {
  const [, boundary] = /;\s*boundary="?([^";]+)"?/i.exec(headers["content-type"] ?? "") ?? [];
  if (boundary === undefined) throw new Error(`No boundary in ${headers["content-type"]}`);
  // As Latin-1, each byte is one character.
  const pieces = `\r\n${body.toString("latin1")}`.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith("--")) throw new Error("The last boundary is missing.");
  return pieces.slice(1, -1).map((piece) => {
    const end = piece.indexOf("\r\n\r\n");
    const head = Buffer.from(piece.slice(0, end), "latin1").toString();
    const [, name = ""] = /;\s*name="([^"]*)"/.exec(head) ?? [];
    const [, fileName] = /;\s*filename="([^"]*)"/.exec(head) ?? [];
    const [, contentType] = /\ncontent-type:\s*([^\r\n]+)/i.exec(head) ?? [];
    return {
      name,
      ...(fileName !== undefined && { fileName }),
      ...(contentType !== undefined && { contentType }),
      content: Buffer.from(piece.slice(end + 4), "latin1"),
    };
  });
}
