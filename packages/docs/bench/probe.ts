/** What a page has seen of itself so far; times are in milliseconds since the navigation began. */
export interface Seen {
  /** When the largest content was painted (Largest Contentful Paint). */
  readonly paint: number;
  /** The first frame in which the operation is in the viewport; nothing while it is not. */
  readonly shown: number | undefined;
  /** The sum of what tasks took beyond 50 ms each (Long Tasks API; Total Blocking Time, without its start and end). */
  readonly blocked: number;
  /** For how long there was no long task, and nothing arrived. */
  readonly quiet: number;
}

/** Where {@link watch} leaves what {@link seen} reads. */
export const watchKey = "spkeyBench";

/**
 * Runs in the page before all of its own scripts, so that nothing of this module is in its reach.
 *
 * @param landmarks texts: the operation is there where one of them is in the viewport
 */
export function watch({ landmarks, key }: { readonly landmarks: readonly string[]; readonly key: string }): void {
  if (window !== window.top) return;
  const longTask = 50;
  const record = { paint: 0, shown: undefined as number | undefined, blocked: 0, busy: 0 };
  Object.assign(window, { [key]: record });
  const observe = (type: string, each: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("largest-contentful-paint", ({ startTime }) => {
    record.paint = startTime;
  });
  observe("longtask", ({ startTime, duration }) => {
    record.blocked += duration - longTask;
    record.busy = Math.max(record.busy, startTime + duration);
  });
  observe("resource", ({ startTime, duration }) => {
    record.busy = Math.max(record.busy, startTime + duration);
  });

  // Words are found wherever they stand: some put a space of no width into paths, or each part into an element of its own.
  const bare = (text: string) => text.replace(/[\s\u200b\u00ad]/g, "");
  const wanted = landmarks.map(bare).filter(Boolean);
  const names = (element: Element) => {
    const text = element.textContent ?? "";
    return text.length < 300 && wanted.some((word) => bare(text).includes(word));
  };
  /** What is much larger than a heading is a part of the page that holds all sorts of things. A menu's entry is no place. */
  const isPlace = (element: Element) =>
    names(element) &&
    element !== document.body &&
    element !== document.documentElement &&
    !element.closest("nav, aside") &&
    element.getBoundingClientRect().height < innerHeight / 3;
  /** An element, and those around it in the same line of text. */
  const inLine = (element: Element) => {
    const line = [element];
    for (let each = element; getComputedStyle(each).display.startsWith("inline") && each.parentElement; ) {
      each = each.parentElement;
      line.push(each);
    }
    return line;
  };
  const at = (x: number, y: number) => {
    let element = document.elementFromPoint(x, y);
    while (element?.shadowRoot) {
      const inner: Element | null = element.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === element) break;
      element = inner;
    }
    return element;
  };
  /** What is under points of the viewport, so that it costs the same in a page of any length, and nothing that is covered counts. */
  const isShown = () => {
    for (let y = 8; y < innerHeight; y += 12) {
      for (const share of [0.12, 0.3, 0.6]) {
        const element = at(share * innerWidth, y);
        if (element && inLine(element).some(isPlace)) return true;
      }
    }
    return false;
  };
  let looked = Number.NEGATIVE_INFINITY;
  const look = (now: number) => {
    if (now - looked >= 100) {
      looked = now;
      if (document.body && isShown()) {
        record.shown = now;
        return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page. */
export function seen(name: string): Seen {
  // `watch` has put it there.
  const { paint, shown, blocked, busy } = (window as unknown as Record<string, Seen & { readonly busy: number }>)[
    name
  ] ?? { paint: 0, shown: undefined, blocked: 0, busy: 0 };
  return { paint, shown, blocked, quiet: performance.now() - busy };
}
