import { breaking, compatible, type Rule, type Verdict } from "./rule.ts";

type Direction = Rule["direction"];

/** Changes that have one direction by their nature: operations, credentials, servers, webhooks, and the names of our client. */
export const singleRules = {
  "path-removed": ["request", breaking("Callers get a 404.", "Mark its operations as deprecated, and keep them.")],
  "operation-removed": ["request", breaking("Callers are refused.", "Mark it as deprecated, and keep it.")],
  "operation-added": ["request", compatible("Nobody calls it yet.")],
  "operation-deprecated": ["request", compatible("It still works; callers are told in time.")],
  "operation-deprecation-ended": ["request", compatible("It works as before.")],

  "operation-id-renamed": [
    "client",
    breaking(
      "Functions and types of generated clients are called by it.",
      "Keep the old `operationId`: what people read is the summary.",
    ),
  ],
  "client-function-renamed": [
    "client",
    breaking(
      "Callers of our client import a function that is gone.",
      "Choose an `operationId` that is a free name in JavaScript.",
    ),
  ],
  "client-argument-renamed": [
    "client",
    breaking("Callers of our client give the argument by its old name.", "Keep the name by `x-argument-name`."),
  ],
  "client-body-regrouped": [
    "client",
    breaking(
      "Callers of our client give the body in another form: whole, or as arguments of its own.",
      "Leave the body an object with named properties, or not.",
    ),
  ],
  "client-credential-renamed": [
    "client",
    breaking("Callers of our client give the credential by its old name.", "Keep the old name among the components."),
  ],

  "security-required": [
    "request",
    breaking("Callers without credentials are refused.", "Add an empty alternative (`{}`)."),
  ],
  "security-optional": ["request", compatible("Callers may go on with their credentials.")],
  "security-credential-added": [
    "request",
    breaking("Callers do not have the further credential.", "Add it as an alternative, beside the one of before."),
  ],
  "security-credential-removed": ["request", compatible("Callers may go on with what they have.")],
  "security-alternative-added": ["request", compatible("Callers may go on with their credentials.")],
  "security-alternative-removed": [
    "request",
    breaking("Callers with this credential are refused.", "Keep the alternative, and say that it is deprecated."),
  ],
  "security-scope-added": [
    "request",
    breaking("Tokens of callers do not have the scope.", "Take the old scopes as an alternative."),
  ],
  "security-scope-removed": ["request", compatible("Tokens of callers have more than they need.")],
  "security-scheme-changed": [
    "request",
    breaking(
      "Callers send the credential in the old way, or ask for it in the old place.",
      "Add another scheme, as an alternative.",
    ),
  ],
  "security-scheme-extended": ["request", compatible("What callers do is still possible.")],

  "server-changed": [
    "request",
    breaking(
      "The first server is the one that callers and our client send to.",
      "Leave it the first, and let the old one forward.",
    ),
  ],
  "server-added": ["request", compatible("Callers may go on with the one they use.")],
  "server-removed": [
    "request",
    breaking("Callers that send to it have to go elsewhere.", "Keep it until nobody uses it."),
  ],
  "server-variable-narrowed": ["request", breaking("Callers may use a value that is gone.", "Keep the value.")],
  "server-variable-widened": ["request", compatible("Callers may go on with the value they use.")],

  "webhook-added": ["answer", compatible("Nobody waits for it yet.")],
  "webhook-removed": [
    "answer",
    breaking("Readers wait for it in vain.", "Go on sending it, and mark it as deprecated."),
  ],
  "callback-added": ["answer", compatible("Nobody waits for it yet.")],
  "callback-removed": [
    "answer",
    breaking("Readers wait for it in vain.", "Go on sending it, and mark it as deprecated."),
  ],
  "webhook-deprecated": ["answer", compatible("It is still sent; readers are told in time.")],
} as const satisfies Readonly<Record<string, readonly [Direction, Verdict]>>;

export type SingleRule = keyof typeof singleRules;
