import { createRequire } from "node:module";
import { setTimeout } from "node:timers/promises";
import type { Browser, BrowserContextOptions, Page, Request } from "playwright-core";
import { type Seen, seen, watch, watchKey } from "./probe.ts";

/** What a page is opened on: a phone of the middle class, as Lighthouse has it. */
const phone = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
  // Elements needs one.
  locale: "en-US",
} as const satisfies BrowserContextOptions;

/** How much slower than this machine the phone is. */
export const slowdown = 4;

/** "Slow 4G", as Lighthouse sets it in DevTools: latency in milliseconds, throughput in bits per second. */
export const network = { latency: 562.5, download: 1_474_560, upload: 675_000 } as const;

/** How long a page is given until the operation is shown, and it is quiet, in milliseconds. */
export const patience = 40_000;

/** So long a page has nothing to do once it is done, in milliseconds. */
const calm = 2_000;

/** How a page loads, with nothing in the cache. */
export interface Loading {
  /** Of all bodies, as they go over the wire. */
  readonly bytes: number;
  /** Of the headers of all responses, in HTTP/1.1. */
  readonly headers: number;
  readonly requests: number;
  /** Others than the site's own that were asked; they can't be reached. */
  readonly hosts: readonly string[];
  /** When the largest content was painted and the operation was in the viewport, in milliseconds; nothing where it never was. */
  readonly shown: number | undefined;
  /** In milliseconds. */
  readonly blocked: number;
}

/** How good a page is for those who come otherwise. */
export interface Manners {
  /** How many facts of the operation were looked for. */
  readonly facts: number;
  /** Those that can't be read without JavaScript. */
  readonly missing: readonly string[];
  /** The rules of axe that are violated, and at how many elements each. */
  readonly violations: readonly { readonly rule: string; readonly elements: number }[];
}

/** What is opened, and how. */
export interface Visit {
  readonly browser: Browser;
  readonly address: string;
  /** Texts, one of which in the viewport says that what was asked for is there. */
  readonly landmarks: readonly string[];
  readonly signal: AbortSignal;
  /** Whether on a slow phone; else as fast as this machine is. */
  readonly slow: boolean;
}

/** Loads a page, and waits until it has nothing more to do. */
export async function load(visit: Visit): Promise<Loading> {
  return open(visit, {}, async (page, traffic) => {
    const { paint, shown, blocked } = await settled(page, traffic, visit.signal);
    const total = await traffic.total();
    return { ...total, blocked, shown: shown === undefined ? undefined : Math.max(shown, paint) };
  });
}

/**
 * Looks at a page without JavaScript, and with axe.
 *
 * @param facts what can be read in the page
 */
export async function look(visit: Visit, facts: readonly string[]): Promise<Manners> {
  const missing = await open(visit, { javaScriptEnabled: false }, async (page) => {
    const text = bare(await page.locator("body").innerText());
    return facts.filter((fact) => !text.includes(bare(fact)));
  });
  // A policy, where there is one, would keep axe out.
  const violations = await open(visit, { bypassCSP: true }, async (page, traffic) => {
    await settled(page, traffic, visit.signal);
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
    return page.evaluate(async () => {
      // Put there by the line above.
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
      };
      const { violations: found } = await axe.run();
      return found.map(({ id, nodes }) => ({ rule: id, elements: nodes.length }));
    });
  });
  return { facts: facts.length, missing, violations };
}

/** Without spaces, also those of no width. */
function bare(text: string): string {
  return text.replace(/[\s\u200b\u00ad]/g, "");
}

async function open<Result>(
  { browser, address, landmarks, slow, signal }: Visit,
  options: BrowserContextOptions,
  act: (page: Page, traffic: Traffic) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  // Of the codings, only gzip is the same everywhere: browsers take Brotli from secure origins alone.
  const context = await browser.newContext({ ...phone, ...options, extraHTTPHeaders: { "Accept-Encoding": "gzip" } });
  const abort = () => void context.close();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch, { landmarks, key: watchKey });
    if (slow) await slowDown(page);
    const traffic = watchTraffic(page, new URL(address).origin);
    await page.goto(address, { waitUntil: "commit", timeout: patience });
    if (options.javaScriptEnabled === false) await page.waitForLoadState("load");
    return await act(page, traffic);
  } finally {
    signal.removeEventListener("abort", abort);
    await context.close();
  }
}

async function slowDown(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: network.latency,
    downloadThroughput: network.download / 8,
    uploadThroughput: network.upload / 8,
  });
}

async function settled(page: Page, traffic: Traffic, signal: AbortSignal): Promise<Seen> {
  const end = performance.now() + patience;
  for (;;) {
    await setTimeout(250, undefined, { signal });
    const state = await page.evaluate(seen, watchKey);
    const done = state.shown !== undefined && state.quiet >= calm && !traffic.underWay();
    if (done || performance.now() > end) return state;
  }
}

interface Traffic {
  underWay(): boolean;
  total(): Promise<Pick<Loading, "bytes" | "headers" | "requests" | "hosts">>;
}

/** Counts what goes over the network. What is in the page itself, such as `data:`, does not. */
function watchTraffic(page: Page, origin: string): Traffic {
  const requests: Request[] = [];
  const ended = new Set<Request>();
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) requests.push(request);
  });
  page.on("requestfinished", (request) => ended.add(request));
  page.on("requestfailed", (request) => ended.add(request));
  return {
    underWay: () => requests.some((request) => !ended.has(request)),
    async total() {
      const own = requests.filter((request) => new URL(request.url()).origin === origin);
      const sizes = await Promise.all(
        own.filter((request) => ended.has(request) && request.failure() === null).map((request) => request.sizes()),
      );
      const hosts = requests.filter((request) => !own.includes(request)).map((request) => new URL(request.url()).host);
      return {
        bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
        headers: sizes.reduce((sum, { responseHeadersSize }) => sum + responseHeadersSize, 0),
        requests: requests.length,
        hosts: [...new Set(hosts)].toSorted(),
      };
    },
  };
}
