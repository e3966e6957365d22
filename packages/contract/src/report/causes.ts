import type { Case } from "../cases/case.ts";
import { catalogue, type Finding, type FindingKind } from "../findings.ts";

/** One cause, as it is met case by case. */
export interface Collected {
  readonly key: string;
  readonly first: Finding;
  readonly operations: Set<string>;
  /** Further places and messages, by both of them. */
  readonly also: Map<string, { readonly pointer: string; readonly came: string }>;
  /** Ids of the first cases. */
  readonly cases: string[];
  count: number;
  prism: "agrees" | "silent" | "not-asked";
}

/** How many cases are named. */
const named = 5;

/** With so many others of the kind at the same operations, they have one cause: the server does not check. */
const foldedKinds: readonly (readonly [kind: FindingKind, others: number])[] = [
  ["invalid-request-accepted", 3],
  ["credential-ignored", 1],
];

/** Puts findings together that have one cause. */
export class Causes {
  readonly #byKey = new Map<string, Collected>();

  /** @returns the key of the cause */
  add(given: Case, found: Finding, status: number | undefined, prism: Collected["prism"]): string {
    const key = keyOf(given, found, status);
    const cause: Collected = this.#byKey.get(key) ?? {
      key,
      first: found,
      operations: new Set(),
      also: new Map(),
      cases: [],
      count: 0,
      prism,
    };
    this.#byKey.set(key, cause);
    cause.operations.add(given.operation.id);
    cause.count++;
    if (cause.cases.length < named) cause.cases.push(given.id);
    if (prism === "agrees") cause.prism = prism;
    const place = `${found.pointer} ${found.message}`;
    if (place !== `${cause.first.pointer} ${cause.first.message}` && cause.also.size < 50) {
      cause.also.set(place, { pointer: found.pointer, came: found.message });
    }
    return key;
  }

  /** @returns all causes, errors first; and the cause of each key */
  all(): { readonly causes: readonly Collected[]; readonly ofKey: ReadonlyMap<string, Collected> } {
    const ofKey = new Map(this.#byKey);
    for (const [kind, least] of foldedKinds) {
      const ofKind = [...this.#byKey.values()].filter(({ first }) => first.kind === kind);
      const byOperation = Map.groupBy(ofKind, ({ operations }) => [...operations].join(" "));
      for (const [first, ...others] of byOperation.values()) {
        if (!first || others.length < least) continue;
        const together = others.reduce(merged, first);
        for (const { key } of [first, ...others]) ofKey.set(key, together);
      }
    }
    const weight = ({ first }: Collected) => (first.severity === "error" ? 0 : 1);
    const causes = [...new Set(ofKey.values())].toSorted((a, b) => weight(a) - weight(b) || rank(a) - rank(b));
    return { causes, ofKey };
  }
}

function rank({ first }: Collected): number {
  return Object.keys(catalogue).indexOf(first.kind);
}

function merged(one: Collected, other: Collected): Collected {
  const { pointer, message } = other.first;
  return {
    ...one,
    also: new Map([...one.also, [`${pointer} ${message}`, { pointer, came: message }], ...other.also]),
    cases: [...one.cases, ...other.cases].slice(0, named),
    count: one.count + other.count,
    prism: other.prism === "agrees" ? other.prism : one.prism,
  };
}

const aboutStatus: readonly FindingKind[] = [
  "server-error",
  "undocumented-status",
  "unexpected-status",
  "valid-request-refused",
];

/** What a server does to each body that it writes, whatever the response. */
const aboutWriting: readonly FindingKind[] = ["missing-media-type", "not-utf8", "not-json", "missing-body"];

function keyOf(given: Case, { kind, pointer, at, message }: Finding, status: number | undefined): string {
  const { operation, wanted } = given;
  if (kind === "no-answer") return `${kind} ${operation.id}`;
  if (kind === "credential-ignored") return `${kind} ${given.tries.map(({ keyword }) => keyword).join(" ")}`;
  if (kind === "invalid-request-accepted" && wanted.outcome === "refused")
    return `${kind} ${operation.id} ${ruleOf(given)}`;
  if (kind === "undocumented-media-type") return `${kind} ${message.split(";")[0]}`;
  if (kind === "duplicate-key") return `${kind} ${at.replaceAll(/\/\d+(?=\/|$)/g, "/*")}`;
  if (aboutWriting.includes(kind)) return `${kind} ${operation.id}`;
  if (aboutStatus.includes(kind)) {
    // A status that nobody documents is one cause, whatever was asked.
    return message.includes("not documented")
      ? `status ${operation.id} ${status}`
      : `${kind} ${operation.id} ${status} ${wanted.outcome} ${wanted.outcome === "refused" ? wanted.statuses.join(" ") : ""}`;
  }
  // Several rules of one place are one cause: it has another shape.
  return `${kind} ${pointer} ${at.replaceAll(/\/\d+(?=\/|$)/g, "/*")} ${kind === "invalid-body" ? "" : message}`;
}

/** The rule that a request breaks, whatever the value that breaks it. */
function ruleOf({ wanted }: Case): string {
  if (wanted.outcome !== "refused") return "";
  if (wanted.allow) return "method";
  const { in: place, path, keyword, property } = wanted.violation ?? { in: "", path: [], keyword: "" };
  return [place, ...path, keyword, property ?? ""].join("/");
}
