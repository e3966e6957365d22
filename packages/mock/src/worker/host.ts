/** What the engine does in its thread, as the front door tells it. */
import { parentPort } from "node:worker_threads";
import { type Answer, problem } from "../answer.ts";
import { createEngine, type Engine, Unwritable } from "../engine/engine.ts";
import type { EngineRequest, Finding, FromEngine, ToEngine } from "./messages.ts";

/** How many answers are sent together, at most: each message wakes up the front door. */
const most = 16;

let engine: Engine | undefined;
/** Those that wait for others: until the requests that came together have had their turn, at most. */
let answers: [id: number, answer: Answer][] = [];

parentPort?.on("message", (message: ToEngine) => {
  switch (message.type) {
    case "load":
      void load(message.source);
      break;
    case "check":
      void check();
      break;
    case "requests":
      // Each in a turn of its own: a few are answered, and on their way, before the next ones begin. Answered all together
      // they would keep the front door idle first, and then this thread.
      for (const [id, request] of message.requests) setImmediate(() => void answer(id, request));
  }
});

function send(message: FromEngine): void {
  parentPort?.postMessage(message);
}

function flush(): void {
  if (answers.length === 0) return;
  send({ type: "answers", answers });
  answers = [];
}

async function load(source: Parameters<typeof createEngine>[0]): Promise<void> {
  try {
    engine = await createEngine(source);
    send({ type: "loaded", operations: engine.operations });
  } catch (error) {
    send({ type: "not-loaded", message: unreadable(source.description, error) });
  }
}

/** What is wrong with a description, in one line. */
function unreadable(description: string | object, error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ": ");
  return `Can't mock ${typeof description === "string" ? description : "the description"}: ${reason}`;
}

async function check(): Promise<void> {
  const findings: Finding[] = [];
  for await (const finding of engine?.check() ?? []) findings.push(finding);
  send({ type: "findings", findings });
}

async function answer(id: number, request: EngineRequest): Promise<void> {
  let answered: Answer;
  try {
    answered = engine ? await engine.answer(request) : problem(502, "no-engine", "The mock has no description yet.");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answered =
      error instanceof Unwritable
        ? problem(500, "unwritable", message)
        : problem(400, "not-understood", "Prism can't take this request: something in it is not what it claims to be.");
  }
  if (answers.push([id, answered]) === 1) setImmediate(flush);
  if (answers.length === most) flush();
}
