import { parse } from "semver";

/** Where a site will be, and where its readers' answers go. Nothing of it is known from a description. */
export interface Settings {
  /** The address of the site's first page, with a slash at its end. */
  readonly siteUrl?: string;
  /** The path of the site's first page, with a slash at both ends. */
  readonly base: string;
  /** Takes what readers say of a page: an `https:` address, or a path on the site's own host. */
  readonly feedbackUrl?: string;
  /** The repository on GitHub, GitLab or the like, without a slash at its end. */
  readonly repositoryUrl?: string;
  /** The release that the site is of, where it lies beside those of others (`src/hosting/`). */
  readonly version?: string;
  /** The npm package of a server that gives assistants the documentation of the same description. */
  readonly assistantPackage?: string;
}

/** The same as {@link readSettings}, of the site of our own description. */
export function ourSettings(environment: Environment): Settings {
  return { ...readSettings(environment), assistantPackage: "@spkey/mcp" };
}

/** The environment variables that settings are read from. A variable that is empty counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of a release, among those of others: `v2`. @param version a semantic version */
export function versionFolder(version: string): string {
  const parsed = parse(version);
  if (!parsed) throw new Error(`${version} is no version: one is 2.3.1, say.`);
  return `v${parsed.major}`;
}

/**
 * Reads `SITE_URL`, `BASE_PATH`, `DOCS_VERSION`, `FEEDBACK_URL` and `REPOSITORY_URL`. All of them are optional; `BASE_PATH` is the
 * path of `SITE_URL` by default, and without that `/`, or `/v2/` with a version.
 *
 * @throws where one of them can't be what it stands for, or two contradict each other
 */
export function readSettings(environment: Environment): Settings {
  const siteUrl = readSiteUrl(environment["SITE_URL"]);
  const version = readVersion(environment["DOCS_VERSION"]);
  const base = readBase(environment["BASE_PATH"], siteUrl, version);
  const feedbackUrl = readFeedbackUrl(environment["FEEDBACK_URL"]);
  const repositoryUrl = readRepositoryUrl(environment["REPOSITORY_URL"]);
  return {
    base,
    ...(siteUrl && { siteUrl }),
    ...(feedbackUrl && { feedbackUrl }),
    ...(repositoryUrl && { repositoryUrl }),
    ...(version && { version }),
  };
}

function readSiteUrl(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const url = webAddress(value);
  if (!url || url.search) {
    throw new Error(`SITE_URL is the address of the first page, as in https://docs.example.com/api/, not ${value}.`);
  }
  return withSlash(url.href);
}

function readVersion(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const version = parse(value)?.version;
  if (version !== undefined) return version;
  throw new Error(`DOCS_VERSION is the version of a release, as in 2.3.1, not ${value}.`);
}

function readBase(value: string | undefined, siteUrl: string | undefined, version: string | undefined): string {
  const fromSite = siteUrl && new URL(siteUrl).pathname;
  const folder = version === undefined ? "/" : `/${versionFolder(version)}/`;
  const base = withSlash(value || fromSite || folder);
  // Only what no file of a web server's configuration takes for something else.
  if (!/^\/(?:[\w.~-]+\/)*$/.test(base) || /\/\.{1,2}\//.test(base)) {
    throw new Error(
      `BASE_PATH is the path of the first page, as in /api/, without characters that URLs encode; it can't be ${base}.`,
    );
  }
  if (fromSite && fromSite !== base) {
    throw new Error(`BASE_PATH is ${base}, but the path of SITE_URL is ${fromSite}. They have to be the same.`);
  }
  if (!base.endsWith(folder)) {
    throw new Error(
      `A site of version ${version} lies at a path that ends in ${folder}, and BASE_PATH or SITE_URL says ${base}. Without DOCS_VERSION, it may lie anywhere.`,
    );
  }
  return base;
}

function readFeedbackUrl(value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (/^\/(?!\/)/.test(value) && URL.canParse(value, "https://host")) return value;
  const url = webAddress(value);
  if (!url || (url.protocol === "http:" && !isLoopback(url))) {
    throw new Error(
      `FEEDBACK_URL is an https: address that takes a POST, as in https://feedback.example.com/docs, or a path on the site's own host, not ${value}.`,
    );
  }
  return url.href;
}

function readRepositoryUrl(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const url = webAddress(value);
  if (!url || url.search) {
    throw new Error(
      `REPOSITORY_URL is the address of a repository, as in https://github.com/owner/name, not ${value}.`,
    );
  }
  return url.href.replace(/(?:\.git)?\/*$/, "");
}

/** An `https:` or `http:` URL without a fragment, and without credentials, which would be published. */
function webAddress(value: string): URL | undefined {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return undefined;
  return url;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "127.0.0.1";
}

function withSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}
