import type { ExampleIssue } from "./engine/example-issue.ts";
import type { CallCounts } from "./http/call-counts.ts";
import type { AllowedOrigins } from "./http/cors.ts";
import type { FaultInjection } from "./http/fault-injection.ts";
import type { Call } from "./http/request-log.ts";
import type { Scenarios } from "./http/scenario.ts";
import type { UpcomingDescription } from "./worker/upcoming.ts";

/** Options of `startMock`. */
export interface MockOptions extends FaultInjection {
  /**
   * The description to mock: the path or URL of a JSON or YAML file, or a parsed one. Default: the one that is released
   * with this package.
   */
  readonly description?: string | object;
  /** The address to listen on. Default: `127.0.0.1`, this machine only. */
  readonly host?: string;
  /** The port to listen on. Default: 0, any free one. */
  readonly port?: number;
  /** Takes the next free port where `port` is taken. Default: false. */
  readonly nextPort?: boolean;
  /** Answers with the description's examples as they are written, whatever the request has in it. Default: false. */
  readonly static?: boolean;
  /** Generates values instead of taking the description's examples. Default: false. */
  readonly dynamic?: boolean;
  /** The same seed generates the same values, and the same faults. Default: other ones each time. */
  readonly seed?: string;
  /**
   * Calls the addresses that a request names, where its operation describes callbacks. Default: false, since any page may
   * send such a request.
   */
  readonly callbacks?: boolean;
  /** The origins whose pages may call the mock: `*` for all, `off` for none. Default: `*`; `off` with `proxy`. */
  readonly cors?: AllowedOrigins;
  /** What operations answer, one call after the other. Default: each answers the same each time. */
  readonly scenarios?: Scenarios;
  /**
   * The URL of a real server: each request is sent on to it, and what it answers is passed on; what in either breaks the description
   * is told in the header `sl-violations`, and in `calls`. Default: the mock answers.
   */
  readonly proxy?: string;
  /** How long an exchange with that server may take, its body included, in milliseconds. Default: 30,000. */
  readonly proxyTimeout?: number;
  /** The largest body of its answers, in bytes. Default: 10 MiB. */
  readonly answerLimit?: number;
  /** How many threads run Prism. Default: 1. */
  readonly workers?: number;
  /** The largest body that is read, in bytes. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** How long a request's head, and the whole of it, may take to come, in milliseconds. Default: 10,000. */
  readonly requestTimeout?: number;
  /** How long Prism may take for an answer, in milliseconds, before its thread is ended. Default: 5,000. */
  readonly answerTimeout?: number;
  /** Is told of each call when it has been answered. */
  readonly onCall?: (call: Call) => void;
  /** Is told what the mock had to do to go on. */
  readonly onWarning?: (message: string) => void;
}

/** Options of `Mock.reload`. */
export interface ReloadOptions {
  /** Plays them from now on. Default: those that the mock has, from their beginning. */
  readonly scenarios?: Scenarios | undefined;
  /** What the description will say, where that is known before it is written. Default: it is read where the mock has it from. */
  readonly upcoming?: UpcomingDescription | undefined;
}

/** A mock that is ready to answer. */
export interface Mock {
  /** Its base URL, for example `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** The last hundred calls, the newest one last, without secrets. */
  readonly calls: readonly Call[];
  /** How often each operation was called since the start, or since it was forgotten. */
  counts(): CallCounts;
  /**
   * Plays other scenarios from now on, from their beginning.
   *
   * @throws where one of them has what the description doesn't have; the mock goes on with those it has
   */
  setScenarios(scenarios: Scenarios): Promise<void>;
  /** Forgets the calls, and where scenarios stand. */
  forget(): void;
  /** Validates each example that the description documents against its own schema, and tells those that break it. */
  check(): Promise<readonly ExampleIssue[]>;
  /** Reads the description again. Where that fails, it throws, and the mock goes on with the last good one. No request is lost by it. */
  reload(options?: ReloadOptions): Promise<void>;
  /** Takes no new requests, lets those in flight end (2 s at most), and frees the port. */
  stop(): Promise<void>;
}
