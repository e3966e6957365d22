import type { Writable } from "node:stream";

/** How many lines wait for a reader that is too slow. */
const mostWaiting = 10_000;
/** How long a line waits for others, in milliseconds: less than anybody sees. */
const pause = 10;

/**
 * Writes lines together: each write from a thread wakes up the one that owns the stream, which costs more than an answer.
 * Whoever reads them slower than they come misses some, and is told how many.
 *
 * @param missed the line that says so
 */
export function lineWriter(stream: Writable, missed: (count: number) => string): (line: string) => void {
  let lines: string[] = [];
  let left = 0;
  const flush = () => {
    if (stream.writableNeedDrain) {
      stream.once("drain", flush);
      return;
    }
    if (left > 0) lines.push(missed(left));
    stream.write(`${lines.join("\n")}\n`);
    lines = [];
    left = 0;
  };
  return (line) => {
    if (lines.length === mostWaiting) left++;
    else if (lines.push(line) === 1) setTimeout(flush, pause);
  };
}
