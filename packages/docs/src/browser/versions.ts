/** Where the site is one of several versions, the others are found at `versions.json`: a version that is built never changes. */
export function enableVersions(): void {
  const { version } = document.documentElement.dataset;
  if (version === undefined) return;
  // Without the list, or without scripts, the page is whole but for the way to other versions.
  import("./version-list.ts").then(({ showVersions }) => showVersions(version)).catch(() => {});
}
