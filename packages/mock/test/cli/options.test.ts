import { expect, test } from "vitest";
import { readOptions, UsageError } from "../../src/cli/options.ts";

test.for([
  { args: [], options: { port: 4010, nextPort: false, cors: undefined, log: "pretty", workers: 1, delay: undefined } },
  {
    args: ["--proxy", "https://a.test/v1", "--proxy-timeout", "500ms"],
    options: { proxy: "https://a.test/v1", proxyTimeout: 500 },
  },
  { args: ["--host", "[::1]"], options: { host: "::1" } },
  { args: ["--port", "1", "--port", "2"], options: { port: 2 } },
  { args: ["--delay", "200ms"], options: { delay: { from: 200, to: 200 } } },
  { args: ["--delay", "0.2s..2s"], options: { delay: { from: 200, to: 2_000 } } },
  { args: ["--fail", "5%"], options: { failureRate: 0.05, failWith: undefined } },
  { args: ["--fail", "0.5%", "--fail-with", "429"], options: { failureRate: 0.005, failWith: 429 } },
  { args: ["--fail", "1%", "--fail-with", "stall"], options: { failWith: "stall" } },
  {
    args: ["--cors", "https://a.test, https://b.test:8443"],
    options: { cors: ["https://a.test", "https://b.test:8443"] },
  },
  {
    args: ["--cors=off", "--log=json", "--workers=2"],
    options: { cors: "off", log: "json", workers: 2 },
  },
])("$args", ({ args, options }) => {
  expect(readOptions(args)).toMatchObject(options);
});

test.for([
  { args: ["--prot", "1"], says: "Unknown option '--prot'. Did you mean --port?" },
  { args: ["--Scenario=x"], says: "Unknown option '--Scenario'. Did you mean --scenarios?" },
  { args: ["--something-else"], says: /^Unknown option '--something-else'$/ },
  { args: ["--watch", "--spec", "-"], says: "--watch watches files, and --spec is the standard input" },
  { args: ["--proxy", "a.test"], says: "--proxy: The proxy takes the URL of a server, such as https://" },
  { args: ["--proxy", ""], says: "--proxy: The proxy takes the URL" },
  { args: ["--proxy", "http://ada:secret@a.test"], says: /^--proxy: (?!.*secret).*has credentials/ },
  { args: ["--proxy", "http://a.test", "--dynamic"], says: "--dynamic says what the mock answers" },
  { args: ["--proxy", "http://a.test", "--scenarios", "a.yaml"], says: "--scenarios says what the mock answers" },
  { args: ["--proxy-timeout", "5s"], says: "add --proxy" },
  { args: ["--proxy", "http://a.test", "--proxy-timeout", "5"], says: "--proxy-timeout takes a time of at most 600 s" },
  { args: ["--proxy", "http://a.test", "--proxy-timeout", "0s"], says: "--proxy-timeout takes a time" },
  { args: ["museum.yaml"], says: "Unexpected argument 'museum.yaml'. A description to mock is named by --spec." },
  { args: ["--port", "-1"], says: "--port takes a number from 0 to 65535, not `-1`." },
  { args: ["--fail-with", "503"], says: "add --fail" },
  { args: ["--spec", ""], says: "--spec takes a file or a URL, and is empty." },
  { args: ["--port", "http"], says: "--port takes a number from 0 to 65535, not `http`." },
  { args: ["--port", "65536"], says: "--port takes" },
  { args: ["--workers", "0"], says: "--workers takes a number from 1 to 64, not `0`." },
  { args: ["--delay", "2"], says: "--delay takes" },
  { args: ["--delay", "2s..1s"], says: "--delay takes" },
  { args: ["--delay", "1s..2s..3s"], says: "--delay takes" },
  { args: ["--delay", "1000s"], says: "at most 600 s" },
  { args: ["--fail", "0.5"], says: "--fail takes a percentage" },
  { args: ["--fail", "101%"], says: "--fail takes" },
  {
    args: ["--fail", "1%", "--fail-with", "200"],
    says: "--fail-with takes a status from 400 to 599, reset, truncate or stall",
  },
  { args: ["--cors", "a.test"], says: "--cors takes" },
  { args: ["--cors", "https://a.test/"], says: "--cors takes" },
  { args: ["--log", "verbose"], says: "--log takes pretty, json or off" },
])("$args is refused: $says", ({ args, says }) => {
  expect(() => readOptions(args)).toThrow(says);
  expect(() => readOptions(args)).toThrow(UsageError);
});
