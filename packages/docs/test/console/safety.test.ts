import { type Mock, startMock } from "@spkey/mock";
import { descriptionFile, type Recorder, startRecorder } from "@spkey/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../tools/browser.ts";
import { fillSecrets, open } from "./open.ts";
import { type Stage, startStage } from "./stage.ts";

const secret = "a-very-secret-token-4711";

let stage: Stage;
let browser: Browser;
let mock: Mock;
let recorder: Recorder;
beforeAll(async () => {
  [stage, browser, mock, recorder] = await Promise.all([
    startStage(),
    launchBrowser(),
    startMock({ description: descriptionFile("command") }),
    startRecorder(({ headers }) => ({
      status: 200,
      headers: {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Headers": String(headers["access-control-request-headers"] ?? "accept"),
      },
      // What a careless server might answer.
      body: JSON.stringify(headers),
    })),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([mock, stage, recorder].map((each) => each?.stop()));
});

const ours = (target?: string) => stage.page("command", "dismissGuard", target);

/** All places where a page could leave a secret. */
const traces = (page: Page) =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      document.body.innerText,
      location.href,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
    ].join("\n"),
  );

describe("credentials", () => {
  test("are in no storage, address, or text of the page, also where a server repeats them", async () => {
    const { page, send, answer } = await open(browser, await ours(recorder.url("echo")));
    await fillSecrets(page, secret);
    await send();
    expect(await answer()).toContain("••••••");
    expect(recorder.of("echo").at(-1)?.headers.authorization).toBe(`Bearer ${secret}`);
    for (const view of ["Raw", "Headers"]) await page.getByRole("radio", { name: view, exact: true }).check();
    expect(await traces(page)).not.toContain(secret);
    expect(await page.locator(".ac-preview code").innerText()).toContain("${WATCH_TOKEN");
    await page.context().close();
  });

  test("are kept in the tab where the reader asks, for that server, and forgotten", async () => {
    const { page } = await open(browser, await ours(mock.url));
    await fillSecrets(page, secret);
    await page.getByLabel("Keep in this tab").check();
    const stored = () => page.evaluate(() => ({ tab: { ...sessionStorage }, machine: { ...localStorage } }));
    const { tab, machine } = await stored();
    expect(Object.keys(tab)).toEqual([`api-console ${mock.url}`]);
    expect(JSON.stringify(tab)).toContain(secret);
    expect(machine).toEqual({});

    await page.reload();
    const token = page.getByLabel(/^Authorization/);
    await token.waitFor();
    expect(await token.inputValue()).toBe(secret);
    await page.getByRole("button", { name: "Forget" }).click();
    expect(await token.inputValue()).toBe("");
    expect((await stored()).tab).toEqual({});
    await page.context().close();
  });

  test("of one server are not sent to another", async () => {
    const { page, send, answer } = await open(browser, await ours(mock.url));
    await fillSecrets(page, secret);
    await page.getByLabel("Base URL").fill(recorder.url("other"));
    await send();
    await answer();
    expect(JSON.stringify(recorder.of("other").map(({ headers }) => headers))).not.toContain(secret);
    await page.getByLabel("Server").selectOption({ index: 0 });
    expect(await page.getByLabel(/^Authorization/).inputValue()).toBe(secret);
    await page.context().close();
  });

  test("are not sent unencrypted to another machine", async () => {
    const { page, send } = await open(browser, await ours("http://doors.example"));
    const sent: string[] = [];
    await page.route("http://doors.example/**", (route) => {
      sent.push(route.request().url());
      return route.abort();
    });
    await fillSecrets(page, secret);
    await send();
    await page.locator(".ac-said", { hasText: "Credentials are not sent unencrypted." }).waitFor();
    expect(sent).toEqual([]);
    await page.context().close();
  });

  test("that a header can't carry are refused without being repeated", async () => {
    const { page, send } = await open(browser, await ours(mock.url));
    await fillSecrets(page, "läuft-nicht");
    await send();
    const said = page.locator(".ac-said", { hasText: "can't carry" });
    await said.waitFor();
    expect(await said.innerText()).not.toContain("läuft");
    await page.context().close();
  });
});

describe("each kind of credential", () => {
  const rows = [
    { id: "readBoard", arrives: {} },
    { id: "standAtDesk", arrives: { authorization: `Basic ${btoa(`${secret}:${secret}`)}` } },
    { id: "useHeaderKey", arrives: { header: secret } },
    { id: "useQueryKey", arrives: { target: secret } },
    { id: "useCookieKey", arrives: {}, says: "Browsers don't let a page set cookies" },
    { id: "logIn", arrives: { authorization: `Bearer ${secret}` }, says: "Paste an access token.", links: true },
    { id: "connectAccount", arrives: { authorization: `Bearer ${secret}` }, says: "Discovery document", links: true },
    { id: "showCertificate", arrives: {}, says: "client certificate" },
    { id: "standAtOldDesk", arrives: {}, says: "can't be sent from here" },
    { id: "readBoardAsGuest", choose: "None", arrives: {} },
    { id: "listDoors", choose: "bearer", arrives: { authorization: `Bearer ${secret}` } },
  ];

  test.for(rows)("$id", async ({ id, arrives, says, links, choose }) => {
    const { page, send, answer, problems } = await open(browser, await stage.page("all-kinds", id, recorder.url(id)));
    const choice = page.getByLabel("Credentials to send");
    if (choose === "None") await choice.selectOption("None");
    else if (choose) expect(await choice.locator("option").count()).toBeGreaterThan(1);
    if (await page.locator("legend", { hasText: /^Credentials$/ }).isVisible()) await fillSecrets(page, secret);
    const text = await page.locator(".ac-form").innerText();
    if (says) expect(text).toContain(says);
    if (links) expect(await page.locator('.ac-links a[rel="noopener noreferrer"]').count()).toBeGreaterThan(0);
    await send();
    await answer();
    const sent = recorder.of(id).filter(({ headers }) => !headers["access-control-request-method"]);
    const [{ headers, target } = { headers: {}, target: "" }] = sent;
    expect(headers.authorization).toBe(arrives.authorization);
    expect(target.includes(secret)).toBe("target" in arrives);
    const { authorization: _, ...others } = headers;
    expect(Object.values(others).includes(secret)).toBe("header" in arrives);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

/** A server that is not this machine: what is sent to it is answered here. */
async function openElsewhere(respond: "answer" | "lose" | "fail") {
  const opened = await open(browser, await ours());
  const sent: string[] = [];
  await opened.page.route("https://watch.test/**", (route) => {
    const method = route.request().method();
    if (method === "OPTIONS" || method === "HEAD") return route.fulfill({ status: 204, headers: cors });
    sent.push(method);
    if (respond === "lose") return route.abort("connectionreset");
    return route.fulfill({ status: respond === "fail" ? 503 : 200, headers: cors, body: "{}" });
  });
  return { ...opened, sent };
}

const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "authorization, content-type, x-watch-key",
};

describe("a method that changes something elsewhere", () => {
  test("says what and where on its button, and asks once", async () => {
    const { page, send, answer, sent } = await openElsewhere("answer");
    await fillSecrets(page, secret);
    const button = page.locator("button.ac-send[type=submit]");
    expect(await button.innerText()).toContain("Dismiss a guard at watch.test");
    await send();
    const dialog = page.getByRole("dialog");
    expect(await dialog.innerText()).toContain("Dismiss a guard at watch.test?");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(sent).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("ac-send");

    await send();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await answer();
    expect(sent).toEqual(["POST"]);
    await send();
    await expect.poll(() => sent.length).toBe(2);
    expect(await dialog.count()).toBe(0);
    await page.context().close();
  });

  test("is sent once, however often its keys are pressed", async () => {
    const { page, answer, sent } = await openElsewhere("answer");
    await page.getByLabel("postId").focus();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await answer();
    await page.evaluate(() => {
      const form = document.querySelector("form");
      for (let count = 0; count < 5; count++) form?.requestSubmit();
    });
    await expect.poll(() => sent.length).toBe(2);
    await page.locator(".ac-said", { hasText: "200" }).waitFor({ state: "attached" });
    expect(sent.length).toBe(2);
    await page.context().close();
  });

  test.for([
    ["lose", "The request may have reached the server before the answer was lost."],
    ["fail", "The server answered with a failure of its own"],
  ] as const)("may have been applied where answers %s", async ([respond, reason]) => {
    const { page, send, answer } = await openElsewhere(respond);
    await send();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const text = await answer();
    expect(text).toContain("It may have been applied. Don't repeat it before you have looked.");
    expect(text).toContain(reason);
    await page.context().close();
  });
});
