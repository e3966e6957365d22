import { InvalidInput } from "../invalid-input.ts";
import { InvalidDescription } from "../prism/check-version.ts";

/**
 * Why a description can't be mocked, in one line: the place, as `file:line:column` where it is in a file, and what is wrong there.
 *
 * @param error what reading it threw
 * @returns an {@link InvalidInput} where it is at hand, and none that can be mocked
 */
export async function explain(description: string | object, error: unknown): Promise<Error> {
  const name = typeof description === "string" ? withoutSecrets(description) : "the description";
  const { code, message } = (error instanceof Error ? error : new Error(String(error))) as NodeJS.ErrnoException; // Some have one.
  const text = message.replaceAll(queries, "");
  if (code === "ERESOLVER") return new Error(oneLine(`Can't mock ${name}: ${text}`));
  const [, file, reason, line, column] = syntax.exec(text) ?? [];
  if (reason !== undefined)
    return invalid(`${file === undefined ? name : withoutSecrets(file)}:${line}:${column}`, reason);
  if (error instanceof SyntaxError) {
    return invalid(`${name}:1:1`, "it is empty, or no more than a text. A description begins with `openapi: 3.1.0`.");
  }
  const [, modelled, rest = text] = pointed.exec(text) ?? [];
  const pointer = error instanceof InvalidDescription ? error.pointer : (modelled ?? dangling.exec(text)?.[1]);
  const place = await placeOf(description, pointer);
  return place === undefined ? invalid(name, text) : invalid(place, rest);
}

/** Those of URLs. */
const queries = /(?<=https?:\/\/[^\s?#"]*)[?#][^\s"]*/gi;

/** As the parser of references tells of a text that is no YAML, and of a reference that leads nowhere. */
const syntax = /^Error parsing (?:.*: )?Error parsing (.+?): (.*) at line (\d+), column (\d+):?$/s;
const dangling = /^at "(#[^"]*)"/;
/** As the model does, which begins with the place. */
const pointed = /^(#\S*?): (.*)$/s;

function invalid(place: string, reason: string): InvalidInput {
  return new InvalidInput(oneLine(`Can't mock ${place}: ${reason}`));
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ": ");
}

/** Where a pointer leads to in a file; nothing where it is in none. */
async function placeOf(description: string | object, pointer: string | undefined): Promise<string | undefined> {
  if (typeof description !== "string" || isUrl(description) || pointer === undefined) return undefined;
  const { readSource } = await import("@spkey/model/source"); // Who has no fault in a description does not wait for it.
  const { line, column } = (await readSource(description)).placeOf(pointer);
  return `${description}:${line}:${column}`;
}

function isUrl(text: string): boolean {
  return /^https?:/i.test(text);
}

/** A URL may have a password, and a token in its query. */
function withoutSecrets(text: string): string {
  if (!isUrl(text) || !URL.canParse(text)) return text;
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
}
