/**
 * What pnpm changes in a package.json when it packs: `pack` names this file as the pnpmfile. Where the sources are is known only
 * to who publishes; what is for work on the sources, and names packages that nobody can install, is of no use to anybody else.
 */
export const hooks = {
  beforePacking({ devDependencies: _dev, scripts: _scripts, ...manifest }) {
    const { PACK_REPOSITORY: url, PACK_DIRECTORY: directory } = process.env;
    if (!url || !directory) return manifest;
    return {
      ...manifest,
      repository: { type: "git", url: `git+${url}.git`, directory },
      homepage: `${url}#readme`,
      bugs: `${url}/issues`,
    };
  },
};
