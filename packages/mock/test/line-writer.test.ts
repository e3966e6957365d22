import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { lineWriter } from "../src/line-writer.ts";

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

test("lines of one turn are written together", async () => {
  const { stream, chunks } = slowReader();
  const write = lineWriter(stream, String);
  write("a");
  write("b");
  await setImmediate();
  expect(chunks).toEqual(["a\nb\n"]);
});

test("a slow reader gets what waited, up to a bound, and is told how many lines there were besides", async () => {
  const { stream, chunks, take } = slowReader();
  const write = lineWriter(stream, (count) => `and ${count} more`);
  write("first");
  await setImmediate();
  for (let i = 1; i <= 10_003; i++) write(`${i}`);
  await setImmediate();
  expect(chunks).toEqual(["first\n"]);
  take();
  await setImmediate();
  const lines = chunks[1]?.split("\n") ?? [];
  expect(lines).toHaveLength(10_002);
  expect(lines.slice(9_998)).toEqual(["9999", "10000", "and 3 more", ""]);
  take();
  await setImmediate();
  write("last");
  await setImmediate();
  expect(chunks.slice(2)).toEqual(["last\n"]);
});
