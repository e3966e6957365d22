/** What a status means for its caller (RFC 9110, section 15; RFC 6585), and what to do about it. */
export interface Cure {
  readonly cause: string;
  readonly cure: string;
}

const cures: Readonly<Record<string, Cure>> = {
  "400": {
    cause: "The server could not make sense of the request.",
    cure: "Compare it with the operation's fields. Sent again unchanged, it fails again.",
  },
  "401": {
    cause: "A credential is missing, expired or wrong.",
    cure: "Get a fresh one, and check that each of them is in the header that the operation names.",
  },
  "403": {
    cause: "The credentials are good, but they don't allow this.",
    cure: "Ask for the right or the scope; another attempt changes nothing.",
  },
  "404": {
    cause: "What the path names does not exist, or you may not know that it does.",
    cure: "Check the identifiers. After a lost answer, it does not tell whether your call was applied.",
  },
  "405": {
    cause: "The path does not take this method.",
    cure: "Check the method; the `Allow` header lists the others.",
  },
  "409": {
    cause: "The request conflicts with the state that the resource is in.",
    cure: "Read the current state, then decide whether the request still makes sense.",
  },
  "410": { cause: "It was there, and is gone for good.", cure: "Remove your reference to it." },
  "412": { cause: "It has changed since you read it.", cure: "Read it again, and repeat your change on top." },
  "413": { cause: "The body is larger than the server takes.", cure: "Send less at once." },
  "415": { cause: "The body has a media type that the operation does not take.", cure: "Check `Content-Type`." },
  "422": {
    cause: "The request was understood, but its values break a rule.",
    cure: "The body usually names the fields; correct them.",
  },
  "429": {
    cause: "Too many requests.",
    cure: "Nothing was applied. Wait as long as `Retry-After` says, or longer with each attempt.",
  },
  "500": { cause: "The server failed.", cure: "The call may have been applied: look before you repeat it." },
  "502": { cause: "A proxy got no proper answer.", cure: "The call may have been applied: look before you repeat it." },
  "503": {
    cause: "The server is overloaded or down.",
    cure: "Wait as long as `Retry-After` says, then look before you repeat it.",
  },
  "504": {
    cause: "A proxy waited in vain for an answer.",
    cure: "The call may have been applied: look before you repeat it.",
  },
};

const classes: Readonly<Record<string, Cure>> = {
  "4": { cause: "The request was refused.", cure: "Change it before you send it again." },
  "5": { cause: "The server failed.", cure: "The call may have been applied: look before you repeat it." },
};

const anything: Cure = { cause: "Any other answer.", cure: "Treat it by the class of its status." };

/** @param status as it is described: `404`, `4XX` or `default` */
export function cureOf(status: string): Cure {
  return cures[status] ?? classes[status.slice(0, 1)] ?? anything;
}
