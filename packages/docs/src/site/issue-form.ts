/** What a new issue is filled in with. */
export interface Issue {
  readonly title: string;
  readonly body: string;
}

/** The forms of hosts: which hosts, the path below the repository, and what the fields are called. */
const forms: readonly {
  readonly host: RegExp;
  readonly path: string;
  readonly title: string;
  readonly body: string;
}[] = [
  // https://docs.gitlab.com/user/project/issues/create_issues/#using-a-url-with-prefilled-values
  { host: /(^|\.)gitlab\./, path: "/-/issues/new", title: "issue[title]", body: "issue[description]" },
  // https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue; Gitea and Forgejo alike
  { host: /./, path: "/issues/new", title: "title", body: "body" },
];

/** The address of a repository's form for a new issue, filled in. Nothing is sent before its reader says so there. */
export function newIssueUrl(repository: string, { title, body }: Issue): string {
  const { host } = new URL(repository);
  const form = forms.find((each) => each.host.test(host));
  if (!form) return repository;
  return `${repository}${form.path}?${new URLSearchParams({ [form.title]: title, [form.body]: body })}`;
}
