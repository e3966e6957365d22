import { setTimeout } from "node:timers/promises";
import { openRawConnection, type RawConnection, type RawResponse } from "@spkey/test-kit";
import { type Act, accepted, type Row, request, type Wanted } from "./row.ts";

/** How long a sender pauses, in milliseconds. */
const pauseTime = 60;

/**
 * Sends what a row sends, and reads what comes back. A connection that is left open must then carry one valid request more:
 * what follows an answer would otherwise be mistaken for the next one.
 *
 * @returns the answers, without the one to that request
 * @throws where an answer or the end does not come in time, or is not well-formed
 */
export async function converse(port: number, { sends, wants }: Pick<Row, "sends" | "wants">): Promise<RawResponse[]> {
  await using connection = await openRawConnection(port);
  for (const step of sends) {
    if (typeof step === "string" || step instanceof Uint8Array) connection.write(step);
    else await perform(connection, step, wants);
  }
  const acts = sends.filter((step): step is Act => typeof step === "object" && "act" in step).map(({ act }) => act);
  if (acts.includes("reset")) return [];
  const isHead = isHeadOf(wants);
  if (wants.length === 0 || acts.includes("half-close")) return await connection.read({ until: "end", isHead });
  const answers = await connection.read({ until: { responses: wants.length }, isHead });
  if (answers.some(({ headers }) => headers.get("connection")?.toLowerCase() === "close")) {
    return await connection.read({ until: "end", isHead });
  }
  connection.write(request());
  const all = await connection.read({ until: { responses: wants.length + 1 }, isHead: isHeadOf([...wants, accepted]) });
  const last = all[wants.length];
  if (last?.status !== 200) throw new Error(`The next request on the connection was answered with ${last?.status}.`);
  return answers;
}

async function perform(connection: RawConnection, { act }: Act, wants: readonly Wanted[]): Promise<void> {
  if (act === "pause") await setTimeout(pauseTime);
  else if (act === "await") await connection.read({ until: { responses: 1 }, isHead: isHeadOf(wants) });
  else if (act === "half-close") connection.halfClose();
  else connection.reset();
}

const isHeadOf = (wants: readonly Wanted[]) => (index: number) => wants[index]?.head === true;
