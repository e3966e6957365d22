import { type MediaType, type PartForm, partForm } from "@spkey/model";
import { fieldText } from "./form.ts";
import { testBytes } from "./test-bytes.ts";

/** Between the parts; in no part, since they are made up as well (RFC 2046, section 5.1.1). */
export const boundary = "----boundary-of-the-contract-tests";

/** Writes `multipart/form-data` (RFC 7578), each property as its encoding says. */
export function writeMultipart(media: MediaType, value: unknown): Uint8Array<ArrayBuffer> {
  const parts = Object.entries(value ?? {}).flatMap(([name, item]) => {
    const form = partForm(media, name);
    return (form.repeated && Array.isArray(item) ? item : [item]).flatMap((each) => part(form, each));
  });
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

/** The example of a file is its name. */
function part({ name, file, explicit, contentType }: PartForm, value: unknown): Uint8Array[] {
  const filename = file ? `; filename="${quoted(String(value))}"` : "";
  const type = file || explicit || contentType !== "text/plain" ? `Content-Type: ${contentType}\r\n` : "";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${filename}\r\n${type}\r\n`;
  return [Buffer.from(head), file ? testBytes : Buffer.from(fieldText(value, contentType)), Buffer.from("\r\n")];
}

/** As browsers do (WHATWG HTML, section 4.10.21.8). */
function quoted(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
