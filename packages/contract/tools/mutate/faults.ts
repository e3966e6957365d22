import type { Description, Operation } from "@spkey/model";
import {
  type BrokenRule,
  type Case,
  type PrismViolation,
  planWitnesses,
  readViolations,
  type Witness,
  writeRequest,
} from "../../src/index.ts";
import type { Answer, Exchange, Fault } from "./faulty-server.ts";

/** A server that does one thing wrong. */
export interface ServerMutant {
  readonly operator: string;
  readonly what: string;
  /** The operation that it does wrong; the cases of others can't find it. */
  readonly operation: string;
  readonly fault: Fault;
}

/** Servers that keep a description but for one thing, from its cases and from answers that break it. */
export function serverMutantsOf(description: Description, cases: readonly Case[]): ServerMutant[] {
  const witnesses = planWitnesses(description).witnesses.filter(({ wrong }) => wrong !== undefined);
  return description.operations.flatMap((operation) => {
    const own = cases.filter((each) => each.operation === operation);
    const valid = own.find(({ wanted }) => wanted.outcome === "accepted");
    if (!valid) return [];
    return [
      ...lenient(operation, own, valid),
      ...strict(operation, own),
      ...witnesses.filter((each) => each.operation === operation).map((each) => lying(operation, each, valid)),
      ...broken(operation),
    ];
  });
}

/** Each rule that a request can break, overlooked. */
function lenient(operation: Operation, cases: readonly Case[], valid: Case): ServerMutant[] {
  const rules = new Map<
    string,
    { readonly what: string; readonly applies: (answer: Answer, request: Exchange) => boolean }
  >();
  for (const { wanted, request, name } of cases) {
    if (wanted.outcome !== "refused") continue;
    const { violation } = wanted;
    if (violation) {
      const { in: place, path, keyword, property } = violation;
      const what = [place, ...path, keyword, property].filter((each) => each !== undefined).join(" ");
      rules.set(what, { what, applies: (answer) => isOnly(violation, violationsOf(answer)) });
    } else if (wanted.allow) {
      const { method = "" } = request;
      rules.set(method, { what: `the method ${method}`, applies: (_answer, { method: sent }) => sent === method });
    } else {
      // A credential that is missing, or another one that is none: each of these cases is one to overlook.
      const { headers } = writeRequest({ operation, request });
      rules.set(name, {
        what: name.slice(operation.id.length + " refuses ".length),
        applies: (answer, exchange) => [401, 403].includes(answer.status) && hasSame(exchange, headers),
      });
    }
  }
  return [...rules.values()].map(({ what, applies }) => ({
    operator: "overlooks a rule",
    what,
    operation: operation.id,
    fault: async (request, conforming) => {
      const answer = await conforming(request);
      return answer.status >= 400 && applies(answer, request) ? conforming(exchangeOf(valid)) : answer;
    },
  }));
}

/** As the mock tells them. */
function violationsOf({ status, headers, body }: Answer): readonly PrismViolation[] {
  const texts = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return readViolations({ status, headers: new Headers(texts), body });
}

function isOnly({ in: place, path, keyword, property }: BrokenRule, violations: readonly PrismViolation[]): boolean {
  const errors = violations.filter(({ severity }) => severity === "Error");
  const codes = keyword === "content" ? ["malformed", "415"] : [keyword];
  return (
    errors.length > 0 &&
    errors.every(({ location, code, message }) => {
      const at = location.slice(1).map(String);
      const isPlace = keyword === "content" || [place, ...path].every((name, index) => at[index] === name);
      return isPlace && codes.includes(String(code)) && (property === undefined || message.includes(property));
    })
  );
}

function hasSame({ headers }: Exchange, wanted: readonly (readonly [string, string])[]): boolean {
  const sent = (name: string) => headers[name.toLowerCase()];
  return ["Authorization", "Cookie", ...wanted.map(([name]) => name)].every(
    (name) => sent(name) === wanted.find(([each]) => each === name)?.[1],
  );
}

/** Each request that has to be accepted, refused. */
function strict(operation: Operation, cases: readonly Case[]): ServerMutant[] {
  return cases
    .filter(({ wanted }) => wanted.outcome === "accepted")
    .map((given) => {
      const refused = exchangeOf(given);
      return {
        operator: "refuses what is valid",
        what: given.name.slice(operation.id.length + 1),
        operation: operation.id,
        fault: async (request, conforming) => {
          const isIt =
            request.method === refused.method && request.target === refused.target && request.body.equals(refused.body);
          const answer = await conforming(request);
          return isIt && answer.status < 400 ? { status: 400, headers: {}, body: Buffer.alloc(0) } : answer;
        },
      };
    });
}

/** Each answer that breaks the description, instead of the one that keeps it. */
function lying(operation: Operation, { name, answer, wrong }: Witness, valid: Case): ServerMutant {
  const isUndocumented = wrong === "undocumented-status";
  return {
    operator: "answers wrongly",
    what: name.slice(operation.id.length + 1),
    operation: operation.id,
    fault: async (request, conforming) => {
      const right = await conforming(request);
      const replaced = isUndocumented
        ? request.target === exchangeOf(valid).target && right.status < 400
        : right.status === answer.status;
      if (!replaced) return right;
      const headers = Object.fromEntries(answer.headers.map(([key, value]) => [key.toLowerCase(), value]));
      return { status: answer.status, headers, body: Buffer.from(answer.body()) };
    },
  };
}

/** What no description has to say: an answer that is not whole, or none. */
function broken(operation: Operation): ServerMutant[] {
  const row = (what: string, change: (answer: Answer) => Answer): ServerMutant => ({
    operator: "breaks HTTP",
    what,
    operation: operation.id,
    fault: async (request, conforming) => {
      const answer = await conforming(request);
      return answer.status < 300 ? change(answer) : answer;
    },
  });
  return [
    row("ends the connection", () => {
      throw new Error("on purpose");
    }),
    row("ends the connection within the body", (answer) => {
      if (answer.body.length < 2) throw new Error("There is nothing to leave out.");
      return { ...answer, missing: 2 };
    }),
    row("redirects", (answer) => ({ ...answer, status: 302, headers: { location: "/" }, body: Buffer.alloc(0) })),
    row("fails", () => ({
      status: 500,
      headers: { "content-type": "text/html" },
      body: Buffer.from("<h1>Error</h1>"),
    })),
  ];
}

function exchangeOf(given: Case): Exchange {
  const { method, target, headers, body = new Uint8Array() } = writeRequest(given);
  const { pathname, search } = new URL(target, "http://server");
  return {
    method,
    // As `fetch` sends it: encoded.
    target: pathname + search,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body),
  };
}
