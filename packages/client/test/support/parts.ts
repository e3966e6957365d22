/** A part of a multipart body, as it was sent. */
export interface SentPart {
  readonly name: string;
  readonly file?: string;
  readonly type?: string;
  readonly text: string;
}

/**
 * Takes a multipart body apart (RFC 2046, section 5.1; RFC 7578, section 4), strictly: what a part has beyond its
 * `Content-Disposition` and its `Content-Type` is an error. Names stay escaped, as they were sent.
 */
export function partsIn(contentType: string, body: string): SentPart[] {
  const [, boundary] = /^multipart\/[\w-]+; boundary=("?)([\w'()+,./:=?-]+)\1$/.exec(contentType)?.slice(1) ?? [];
  const end = `--${boundary}--`;
  const [sent, after] = body.replace(/\r\n$/, "").split(end);
  if (boundary === undefined || sent === undefined || after !== "")
    throw new Error(`No multipart body: ${contentType}`);
  const [before, ...parts] = sent.split(`--${boundary}\r\n`);
  if (before !== "") throw new Error(`Something stands before the first part: ${before}`);
  return parts.map((part) => {
    const pattern =
      /^Content-Disposition: form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?\r\n(?:Content-Type: ([^\r\n]+)\r\n)?\r\n(.*)\r\n$/is;
    const [, name, file, type, text] = pattern.exec(part) ?? [];
    if (name === undefined || text === undefined) throw new Error(`No part of a form: ${part}`);
    return { name, ...(file !== undefined && { file }), ...(type !== undefined && { type }), text };
  });
}
