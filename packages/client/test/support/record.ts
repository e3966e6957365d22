/**
 * Runs the programs of consumers, in a process of its own, since Node.js runs their TypeScript as it is: `node record.ts`
 * with a JSON array of `{ program, baseUrl }` on standard input; it prints what each call sent, or why it did not.
 */
import { text } from "node:stream/consumers";

/** What a call sent, or what it threw before. */
export interface Recorded {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly thrown?: string;
}

export type Recordings = Readonly<Record<string, Recorded>>;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Calls = (fetch: Fetch, baseUrl?: string) => Record<string, () => Promise<unknown>>;

async function recordings(program: string, baseUrl?: string): Promise<Recordings> {
  const { calls }: { calls: Calls } = await import(program);
  const recorded: Record<string, Recorded> = {};
  let sent: Recorded | undefined;
  const fetch: Fetch = async (url, init) => {
    // No Request, which takes no TRACE; the platform names the media type of a Blob and of FormData in a Response, too.
    const { headers: own, body, method = "GET" } = init;
    const written = new Response(body);
    const headers = new Headers(own);
    const type = headers.get("Content-Type") ?? (typeof body === "string" ? null : written.headers.get("Content-Type"));
    if (type !== null) headers.set("Content-Type", type);
    const boundary = /boundary=(.*)$/.exec(type ?? "")?.[1] ?? "\0";
    const plain = (value: string) => value.replaceAll(boundary, "BOUNDARY");
    const plainHeaders = Object.fromEntries([...headers].map(([name, value]) => [name, plain(value)]));
    sent = { method, url, headers: plainHeaders, body: plain(await written.text()) };
    throw new TypeError("It was recorded.");
  };
  for (const [name, call] of Object.entries(calls(fetch, baseUrl))) {
    sent = undefined;
    const thrown: unknown = await call().catch((error) => error);
    recorded[name] = sent ?? { thrown: String(thrown) };
  }
  return recorded;
}

if (import.meta.main) {
  const jobs: { program: string; baseUrl?: string }[] = JSON.parse(await text(process.stdin));
  const all: Recordings[] = [];
  for (const { program, baseUrl } of jobs) all.push(await recordings(program, baseUrl));
  process.stdout.write(JSON.stringify(all));
}
