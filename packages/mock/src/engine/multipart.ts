import { type FormField, parseMediaType } from "@spkey/model/outline";

/**
 * The parts of a multipart body (RFC 2046, section 5.1; RFC 7578), which it is small enough to be split at once.
 *
 * @param boundary that of its media type
 */
export function parseMultipart(
  body: Buffer,
  boundary: string | undefined,
): { readonly fields: readonly FormField[] } | { readonly malformed: string } {
  if (!boundary) return { malformed: "The Content-Type has no boundary, which a multipart body needs" };
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter may stand at the very beginning.
  const bytes = Buffer.concat([Buffer.from("\r\n"), body]);
  const fields: FormField[] = [];
  let start = bytes.indexOf(delimiter);
  if (start < 0) return { malformed: `The body has no part: it has no line --${boundary}` };
  for (;;) {
    const content = start + delimiter.length;
    if (bytes.toString("latin1", content, content + 2) === "--") return { fields };
    const end = bytes.indexOf(delimiter, content);
    if (end < 0) return { malformed: `The body has no end: it has no line --${boundary}--` };
    const field = readPart(bytes.subarray(content, end));
    if (!field) return { malformed: "A part of the body has no header fields that end with an empty line" };
    fields.push(field);
    start = end;
  }
}

/** @returns nothing where it has no empty line between its header and its content */
function readPart(part: Buffer): FormField | undefined {
  const empty = part.indexOf("\r\n\r\n");
  if (empty < 0) return undefined;
  const headers = new Map(part.toString("utf8", 0, empty).split("\r\n").map(readHeader));
  const content = part.subarray(empty + 4);
  const contentType = headers.get("content-type");
  // It has the form of a media type, and is none: `form-data; name="a"`.
  const disposition = parseMediaType(`x/${headers.get("content-disposition") ?? ""}`);
  const { name = "", filename } = disposition?.parameters ?? {};
  return {
    name: decodeName(name),
    // The lengths of a file are counted in octets.
    text: filename === undefined ? content.toString("utf8") : content.toString("latin1"),
    ...(contentType !== undefined && { contentType }),
  };
}

function readHeader(line: string): [name: string, value: string] {
  const [name = "", ...value] = line.split(":");
  return [name.trim().toLowerCase(), value.join(":").trim()];
}

/** As browsers write them (WHATWG HTML, section 4.10.21.8). */
function decodeName(name: string): string {
  return name.replaceAll(/%(22|0D|0A)/gi, (encoded) => decodeURIComponent(encoded));
}
