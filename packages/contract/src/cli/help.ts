import { catalogue } from "../findings.ts";
import { valuesForm } from "../verify/values-form.ts";

const description = `  --spec FILE            description, JSON or YAML (default: the released one of this package)
  --operation ID         only this operation; what may be repeated can also have commas: --operation a,b`;

const selection = `  --phase NAME           examples: valid requests as in the examples; coverage: what just keeps and just breaks each
                         rule; fuzz: several unusual values at once. May be repeated (default: examples, coverage)
  --seed N               decides what is in texts that are made up (default 0)
  --shard 1/4            the first quarter of the operations; the shards together are all of them`;

const outcome = `  --accept KIND          a kind of finding that breaks nothing; may be repeated
  --report FORM=FILE     html=FILE, junit=FILE, json=FILE, or github (annotations), with commas between them
  --no-color             no colors; so does NO_COLOR`;

const credentials = `  --bearer-env NAME      environment variable that holds the token (also of OAuth 2.0 and OpenID Connect)
  --api-key-env NAME     environment variable that holds the API key
  --basic-env NAME       environment variable that holds user:password
                         of several schemes: SCHEME=NAME, once for each. A credential itself is never an argument`;

const safety = `  --read-only            send only GET and HEAD, and say what was left out
  --allow OPERATION      an operation that may change something and may be called, with values from --values: also by
                         requests that have to be refused. May be repeated; also "METHOD /path"
  --values FILE          values that the server knows (YAML or JSON; see below), or the word examples, for a server of
                         which the description's examples are true`;

const limits = `  --timeout TIME         how long an answer may take, its body included (default 10s)
  --rate N/s             so many requests a second at most`;

const exits = `Exit codes: 0 the description is kept; 1 it is broken; 2 nothing can be said: wrong arguments, the server is down, credentials
are missing or none of them is taken; 130 ended by Ctrl-C, after the report of what is known so far.`;

const values = `A file of values:

${valuesForm.replace(/^/gm, "  ")}`;

export const commands = ["verify", "test", "replay", "coverage", "case"] as const;
export type CommandName = (typeof commands)[number];

export const help: Readonly<Record<CommandName | "main", string>> = {
  main: `Does a server keep its OpenAPI description? Sends requests that are derived from it, and judges each answer.

Usage: spkey-contract COMMAND [options]

  verify --url URL       a real server: staging, say. Nothing that may change something is sent without --allow and --values
  test                   the mock of the description: are its examples and schemas in order?
  replay FILE.har        recorded traffic; nothing is sent
  coverage               what the description says, and what of it is tried
  case ID --url URL      one case again

  --help                 this text, or after a command: its options
  --version              the version of this package

A first run, which reads only:

  npx @spkey/contract verify --url https://staging.example.com --spec openapi.yaml --read-only

${exits}
`,
  verify: `Holds a real server against its description.

Usage: spkey-contract verify --url URL [options]

  --url URL              where the server is; paths of the description are below it
${description}

Safety
${safety}

Credentials
${credentials}

Cases
${selection}
${limits}

Outcome
${outcome}

${values}

${exits}

Kinds of findings: ${Object.keys(catalogue).join(", ")}.
`,
  test: `Holds the mock of a description against it: are its examples and schemas in order?

Usage: spkey-contract test [options]

${description}
${selection}
  --timeout TIME         how long an answer may take (default 10s)
${outcome}

${exits}
`,
  replay: `Judges recorded traffic. Nothing is sent.

Usage: spkey-contract replay FILE.har [options]

  --url URL              where the server was, which paths of the description are below (default: the description's servers)
${description}
${outcome}

${exits}
`,
  coverage: `Tells what the description says, and what of it is tried by the cases.

Usage: spkey-contract coverage [options]

${description}
  --seed N               decides what is in texts that are made up (default 0)
  --report json=FILE     each rule, and whether it is tried

Exit codes: 0 all is tried; 1 something is not; 2 wrong arguments.
`,
  case: `Runs one case again, and shows what was asked and what came.

Usage: spkey-contract case ID --url URL [options]

  ID                     as a report names it, such as returnBook/refused/body.copyId/type/null
  --url URL              where the server is
${description}

Safety
${safety}

Credentials
${credentials}

  --seed N               that of the run (default 0)
${limits}

${outcome}

${exits}
`,
};
