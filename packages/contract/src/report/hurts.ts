import type { FindingKind } from "../findings.ts";

/** Who is hurt by what is wrong, and how: for a person who has to decide whether it can wait. */
export const hurts: Readonly<Record<FindingKind, string>> = {
  "no-answer": "Every caller: they can't tell whether the call was applied.",
  "credential-ignored": "Everybody: whoever knows the address can do this without being asked who they are.",
  "invalid-request-accepted":
    "Callers with a mistake in their request: it is applied as something that they did not mean, and nothing tells them.",
  "valid-request-refused": "Callers who keep to the description: what they were promised does not work.",
  "server-error": "Every caller: generated clients report an unknown failure, and some repeat the call.",
  "unexpected-status": "Callers who act by the status: they take this for something else than it is.",
  "undocumented-status": "Generated clients: they have no type for this answer, and report it as unknown.",
  "undocumented-method": "Whoever secures the API by its description: there is a way in that it does not show.",
  "undocumented-media-type": "Generated clients: they can't read the body.",
  "missing-media-type": "Generated clients: they can't know how to read the body.",
  "missing-header": "Callers who read the header: it is not there.",
  "invalid-header": "Callers who read the header: its value is none that they were promised.",
  "undocumented-body": "Callers who expect no body: it is thrown away, or read as the next answer.",
  "missing-body": "Generated clients: they read nothing as JSON, and fail.",
  "not-utf8": "Callers who decode strictly fail; others show or store garbled text.",
  "not-json": "Generated clients: they fail at reading the body.",
  "duplicate-key": "Callers in different languages: some read the first value, some the last.",
  "invalid-body": "Callers in typed languages: they fail at decoding, or hold a value of another type than they think.",
  "write-only-field": "The people whose data it is: what is only to be sent, such as a password, comes back.",
  "undocumented-field": "Nobody at once; strict decoders refuse it, and callers may start to rely on it.",
  "validators-disagree": "Nobody for sure: two validators disagree, and a person has to look.",
  "prism-disagrees": "Nobody for sure: Prism says otherwise, and a person has to look.",
};
