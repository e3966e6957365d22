import type { Target } from "./attempt.ts";
import { type CallDetails, InvalidRequestError } from "./errors.ts";

/** A credential, or a function (it may be async) that is asked for it anew before each attempt. */
export type Credential<Value> = Value | (() => Value | Promise<Value>);

/** User name and password of HTTP Basic authentication (RFC 7617). */
export interface BasicCredential {
  /** Without a colon. */
  readonly username: string;
  readonly password: string;
}

/**
 * Puts a credential into a request; throws where it can't stand there.
 *
 * @returns the texts by which somebody could use it: no message may have one
 */
export type Scheme<Value> = (value: Value, target: Target) => readonly string[];

/** Bearer tokens (RFC 6750), also those of OAuth 2.0 and OpenID Connect. */
export const bearer: Scheme<string> = (value, { headers }) => {
  headers.set("Authorization", `Bearer ${printable(value)}`);
  return [value];
};

export const basic: Scheme<BasicCredential> = ({ username, password }, { headers }) => {
  // Without types, what is missing would be sent as the text "undefined".
  if (typeof username !== "string" || typeof password !== "string") throw new TypeError();
  if (/[:\p{Cc}]/u.test(username) || /\p{Cc}/u.test(password)) throw new TypeError();
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const text = btoa(String.fromCharCode(...bytes));
  headers.set("Authorization", `Basic ${text}`);
  return password ? [text, password] : [text];
};

/** API keys, by where the Security Scheme Object puts them (OpenAPI 3.1, section 4.8.27). */
export const header =
  (name: string): Scheme<string> =>
  (value, { headers }) => {
    headers.set(name, printable(value));
    return [value];
  };

export const query =
  (name: string): Scheme<string> =>
  (value, target) => {
    const mark = target.url.includes("?") ? "&" : "?";
    const text = encodeURIComponent(printable(value));
    target.url += `${mark}${encodeURIComponent(name)}=${text}`;
    return [value, text];
  };

export const cookie =
  (name: string): Scheme<string> =>
  (value, { headers }) => {
    const others = headers.get("Cookie");
    // A cookie has most characters as they are (RFC 6265, section 4.1.1): another value would be another credential.
    const text = printable(value).replace(/[ ",;\\]/g, encodeURIComponent);
    headers.set("Cookie", `${others ? `${others}; ` : ""}${name}=${text}`);
    return [value, text];
  };

/** Refuses what can't stand in a header before the platform does, since its message would quote the secret. */
function printable(value: unknown): string {
  if (typeof value !== "string" || !/^[!-~]([ -~]*[!-~])?$/.test(value)) throw new TypeError();
  return value;
}

/**
 * Puts the credentials of the first requirement that there are credentials for into a request (OpenAPI 3.1, section
 * 4.8.30), as they are now.
 *
 * @param secrets gets the texts of which no message may have one
 * @throws {InvalidRequestError} where there are none, where a function throws, and where one can't be sent
 */
export async function authorize(
  details: CallDetails,
  target: Target,
  requirements: readonly (readonly string[])[],
  schemes: { readonly [name: string]: Scheme<never> },
  credentials: { readonly [name: string]: unknown },
  secrets: string[],
): Promise<void> {
  const isGiven = (name: string) => credentials[name] !== undefined;
  const names = requirements.length === 0 ? [] : requirements.find((all) => all.every(isGiven));
  if (!names) {
    const wanted = requirements.map((all) => all.join(" and ")).join(" or ");
    throw new InvalidRequestError(details, `createClient was not given ${wanted}.`);
  }
  for (const name of names) {
    const credential = credentials[name];
    let fault = "threw; `error.raw()` is what.";
    try {
      const value: unknown = typeof credential === "function" ? await credential() : credential;
      fault = "must be printable ASCII, with no space at its ends.";
      secrets.push(...(schemes[name]?.(value as never, target) ?? [])); // As the option's type says; the scheme checks it.
    } catch (raw) {
      throw new InvalidRequestError(details, `\`${name}\` ${fault}`, raw);
    }
  }
}
