import { expect, onTestFinished, test } from "vitest";
import { startRecorder } from "../src/index.ts";

test("keeps what each test has sent, and answers it", async () => {
  const recorder = await startRecorder(({ method }, test) => ({
    status: 202,
    headers: { "X-Test": test },
    body: method,
  }));
  onTestFinished(() => recorder.stop());
  const response = await fetch(`${recorder.url("one")}/a%20b?c=d`, {
    method: "PUT",
    headers: { "X-Note": "n" },
    body: "ü",
  });
  await fetch(recorder.url("two"));
  expect([response.status, response.headers.get("X-Test"), await response.text()]).toEqual([202, "one", "PUT"]);
  expect(recorder.of("one")).toMatchObject([
    { method: "PUT", target: "/a%20b?c=d", headers: { "x-note": "n" }, body: Buffer.from("ü") },
  ]);
  expect(recorder.of("two")).toMatchObject([{ method: "GET", target: "" }]);
  expect(recorder.of("three")).toEqual([]);
});

test("stops, with the connections that are open", async () => {
  const recorder = await startRecorder(() => ({ status: 204 }));
  const url = recorder.url("one");
  await fetch(url);
  await recorder.stop();
  await expect(fetch(url)).rejects.toThrow();
});
