/** Runs an engine in its thread, as the HTTP server's thread tells it. */
import { parentPort } from "node:worker_threads";
import { type Answer, problem } from "../answer.ts";
import { createEngine, type Engine, type EngineSource } from "../engine/engine.ts";
import type { ExampleIssue } from "../engine/example-issue.ts";
import { explain } from "../engine/explain.ts";
import { placeNotices } from "../engine/place-notices.ts";
import { InvalidInput } from "../invalid-input.ts";
import { UnwritableResponse } from "../prism/response.ts";
import type { FromEngine, RoutedRequest, ToEngine } from "./messages.ts";

/** How many answers are sent together, at most: each message wakes up the other thread. */
const most = 16;

interface Loaded {
  readonly generation: number;
  readonly engine: Engine;
  readonly description: string | object;
}

/** The description that requests are answered by, and one that has been read after it. */
let current: Loaded | undefined;
let next: Loaded | undefined;
/** Those that wait for others: until the requests that came together have had their turn, at most. */
let answers: [id: number, answer: Answer][] = [];

parentPort?.on("message", (message: ToEngine) => {
  switch (message.type) {
    case "load":
      void load(message.source, message.generation);
      break;
    case "use":
      if (next?.generation === message.generation) current = next;
      next = undefined;
      setImmediate(prepareNext, current, 0);
      break;
    case "check-examples":
      void checkExamples();
      break;
    case "requests": {
      const loaded = current; // Also where another one takes its place before their turn.
      // Each in a turn of its own: a few are answered, and on their way, before the next ones begin. Answered all together
      // they would keep the other thread idle first, and then this one.
      for (const [id, request] of message.requests) setImmediate(() => send(id, answer(loaded, request)));
    }
  }
});

function post(message: FromEngine): void {
  parentPort?.postMessage(message);
}

async function load(source: EngineSource, generation: number): Promise<void> {
  post({ type: "loading" });
  try {
    const engine = await createEngine(source);
    const placed = await placeNotices(source.description, engine.notices);
    next = { generation, engine, description: source.description };
    post({ type: "loaded", operations: engine.operations, warnings: placed });
  } catch (error) {
    const reason = await explain(source.description, error);
    post({ type: "not-loaded", message: reason.message, isInvalid: reason instanceof InvalidInput });
  }
}

async function checkExamples(): Promise<void> {
  const issues: ExampleIssue[] = [];
  for await (const issue of current?.engine.checkExamples() ?? []) issues.push(issue);
  post({ type: "example-issues", issues });
}

/** Compiles the schemas of one operation after the other, between requests, so that none of these has to wait for it. */
function prepareNext(loaded: Loaded | undefined, operation: number): void {
  if (!loaded || loaded !== current || operation >= loaded.engine.operations.length) return;
  prepare(loaded, operation);
  setImmediate(prepareNext, loaded, operation + 1);
}

function prepare({ engine, description }: Loaded, operation: number): void {
  if (engine.isPrepared(operation)) return;
  // The other thread would take it for one that has got stuck.
  post({ type: "compiling", operation });
  const notices = engine.prepare(operation);
  post({ type: "compiling", operation: undefined });
  if (notices.length === 0) return;
  void placeNotices(description, notices).then((warnings) => post({ type: "warnings", warnings }));
}

function answer(loaded: Loaded | undefined, request: RoutedRequest): Answer {
  if (loaded?.generation !== request.generation) {
    const answer = problem(503, "reloaded", "The description has just changed: send the request again.");
    return { ...answer, isOutdated: true };
  }
  try {
    prepare(loaded, request.operation);
    return loaded.engine.answer(request);
  } catch (error) {
    if (error instanceof UnwritableResponse) return problem(500, "unwritable", error.message);
    // What is wrong with a request is told as its violations: this is a fault of the mock or of Prism, and not the sender's. The
    // text of the error may have something of the request in it, which is not told.
    const name = error instanceof Error ? error.name : "Error";
    return problem(
      500,
      "engine-failed",
      `The mock failed at this request (${name}). This is a fault of the mock: please report it.`,
    );
  }
}

function send(id: number, answer: Answer): void {
  if (answers.push([id, answer]) === 1) setImmediate(flush);
  if (answers.length === most) flush();
}

function flush(): void {
  if (answers.length === 0) return;
  post({ type: "answers", answers });
  answers = [];
}
