import { html } from "hono/html";
import { newIssueUrl } from "../site/issue-form.ts";
import type { Frame, Html, Page } from "./layout.ts";

/**
 * "Was this page helpful?": asked where the answer arrives somewhere. A script sends it to the address that the site was built
 * with; without one, and without scripts, links lead to the form for a new issue of the repository.
 */
export function feedback({ settings }: Frame, page: Page): Html | "" {
  const { feedbackUrl, repositoryUrl } = settings;
  if (!feedbackUrl && !repositoryUrl) return "";
  return html`<section class="feedback" aria-labelledby="feedback"${feedbackUrl ? html` data-feedback="${feedbackUrl}" data-page="${page.url}"` : ""}${
    repositoryUrl ? "" : html` hidden`
  }><h2 id="feedback">Was this page helpful?</h2>
${repositoryUrl ? issueLinks(repositoryUrl, page) : ""}</section>`;
}

function issueLinks(repository: string, page: Page): Html {
  const link = (answer: string, helpful: boolean) =>
    html`<a class="answer" href="${newIssueUrl(repository, issue(page, helpful))}" rel="noopener">${answer}</a>`;
  return html`<div class="issue"><p class="answers">${link("Yes", true)}${link("No", false)}</p>
<p class="note">Either opens a new issue in ${new URL(repository).host}, filled in, for you to read and to send. It is public.</p></div>`;
}

function issue({ title, url }: Page, helpful: boolean) {
  return {
    title: `${helpful ? "Helpful" : "Not helpful"}: ${title}`,
    body: `Page: ${url || "the overview"}\n\n${helpful ? "What helped:" : "What was missing, wrong or unclear:"}\n`,
  };
}
