import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lineWriter } from "../../src/cli/line-writer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const written = () => vi.runAllTimersAsync();

/** A stream whose reader takes one chunk each time it is told to. */
function slowReader() {
  const chunks: string[] = [];
  const taken: (() => void)[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    decodeStrings: false,
    write(chunk: string, _, done) {
      chunks.push(chunk);
      taken.push(done);
    },
  });
  return { stream, chunks, take: () => taken.shift()?.() };
}

test("lines that come close together are written together", async () => {
  const { stream, chunks } = slowReader();
  const write = lineWriter(stream, String);
  write("a");
  await vi.advanceTimersByTimeAsync(9);
  write("b");
  expect(chunks).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(chunks).toEqual(["a\nb\n"]);
});

test("a slow reader gets what waited, up to a bound, and is told how many lines there were besides", async () => {
  const { stream, chunks, take } = slowReader();
  const write = lineWriter(stream, (count) => `and ${count} more`);
  write("first");
  await written();
  for (let i = 1; i <= 10_003; i++) write(`${i}`);
  await written();
  expect(chunks).toEqual(["first\n"]);
  take();
  await written();
  const lines = chunks[1]?.split("\n") ?? [];
  expect(lines).toHaveLength(10_002);
  expect(lines.slice(9_998)).toEqual(["9999", "10000", "and 3 more", ""]);
  take();
  await written();
  write("last");
  await written();
  expect(chunks.slice(2)).toEqual(["last\n"]);
});
