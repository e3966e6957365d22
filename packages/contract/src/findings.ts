/** How bad a finding is: an error breaks the contract; a warning is worth a look, and keeps it. */
export type Severity = "error" | "warning";

/** What can be wrong with an answer. Each cause has one id, which stays the same. */
export const catalogue = {
  "no-answer": { severity: "error", title: "No answer came, or not the whole of it" },
  "credential-ignored": { severity: "error", title: "A request without a valid credential succeeded" },
  "invalid-request-accepted": { severity: "error", title: "A request that breaks the description succeeded" },
  "valid-request-refused": { severity: "error", title: "A request that keeps the description was refused" },
  "server-error": { severity: "error", title: "The server failed" },
  "unexpected-status": { severity: "error", title: "Another status came than the one that was asked for" },
  "undocumented-status": { severity: "error", title: "The status is not documented" },
  "undocumented-method": { severity: "error", title: "`Allow` names a method that is not documented" },
  "undocumented-media-type": { severity: "error", title: "The media type is not documented" },
  "missing-media-type": { severity: "error", title: "There is a body, and no `Content-Type`" },
  "missing-header": { severity: "error", title: "A required header is missing" },
  "invalid-header": { severity: "error", title: "A header breaks its schema" },
  "undocumented-body": { severity: "error", title: "There is a body, and none is documented" },
  "missing-body": { severity: "error", title: "There is no body, and one is documented" },
  "not-utf8": { severity: "error", title: "The body is not UTF-8" },
  "not-json": { severity: "error", title: "The body is not JSON" },
  "duplicate-key": {
    severity: "error",
    title: "A name stands twice in an object: readers disagree on which value counts",
  },
  "invalid-body": { severity: "error", title: "The body breaks its schema" },
  "write-only-field": { severity: "error", title: "A field came back that is only sent" },
  "undocumented-field": { severity: "warning", title: "A field is not documented" },
  "validators-disagree": { severity: "warning", title: "Two validators disagree" },
  "prism-disagrees": { severity: "error", title: "Prism finds something else than what is wrong" },
} as const satisfies Readonly<Record<string, { severity: Severity; title: string }>>;

export type FindingKind = keyof typeof catalogue;

/** One thing that is wrong, once. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** Where the promise stands that is broken: a JSON Pointer into the description. */
  readonly pointer: string;
  /** Where in the answer, as in `status`, `header ETag` or `body/details/0/field`. */
  readonly at: string;
  /** What was promised, and what came; without any value of a request, which may be a credential. */
  readonly message: string;
}

export function finding(kind: FindingKind, pointer: string, at: string, message: string): Finding {
  return { kind, severity: catalogue[kind].severity, pointer, at, message };
}
