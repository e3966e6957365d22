export { type Audited, audit } from "./audit.ts";
export { type TarballCheck, tarballChecks } from "./checks.ts";
export { bundledIn, isAllowed, licenceProblems, type Shipped } from "./licences.ts";
export { type Kind, kindOf, type OpenedTarball, openTarball, type PublishedManifest } from "./open.ts";
export { integrityOf, packAll, packPackage, readTarballs, type Tarball } from "./pack.ts";
