import { createHash } from "node:crypto";
import { Contrib, Enums, Models, Serialize, SPDX, Spec } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";
import { idOf, type Part, type Published } from "./packages.ts";

/** The checksum of a package's tarball, as the lockfile has it: `sha512-…`. */
export type Integrities = ReadonlyMap<string, string>;

/** The version of CycloneDX (ECMA-424) that is written. */
const specification = Spec.Spec1dot6;

/**
 * The bill of materials of a package that is published: what is in it, and what is installed with it. The same package has the
 * same bill, byte for byte: it names no time.
 */
export function billOf(published: Published, integrities: Integrities): string {
  const refs = new Map<string, Models.Component>();
  const add = (part: Part, type = Enums.ComponentType.Library) => {
    const component = componentOf(part, integrities.get(idOf(part)), type);
    refs.set(idOf(part), component);
    return component;
  };
  const component = add(published.root);
  component.description = published.description;
  const components = published.parts.map((part) => add(part));
  for (const part of [published.root, ...published.parts]) {
    for (const need of part.needs) {
      const needed = refs.get(need);
      if (needed) refs.get(idOf(part))?.dependencies.add(needed.bomRef);
    }
  }
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component }),
    components: new Models.ComponentRepository(components),
  });
  // By its content (RFC 9562, section 5.8), where a random one would be another each time.
  bom.serialNumber = serialNumber(serialize(bom));
  return `${serialize(bom)}\n`;
}

function serialize(bom: Models.Bom): string {
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(specification));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

function serialNumber(text: string): string {
  const digits = createHash("sha256").update(text).digest("hex").split("");
  digits[12] = "8";
  digits[16] = "8";
  const [a, b, c, d, e] = [0, 8, 12, 16, 20].map((start, at) => digits.slice(start, [8, 12, 16, 20, 32][at]).join(""));
  return `urn:uuid:${a}-${b}-${c}-${d}-${e}`;
}

const licenses = new Contrib.License.Factories.LicenseFactory(requireExpression);

/** @throws where a text is no expression of SPDX licences */
function requireExpression(text: string): void {
  const words = text.split(/[\s()]+/).filter(Boolean);
  const isExpression = words.every((word) => /^(AND|OR|WITH)$/.test(word) || SPDX.isSupportedSpdxId(word));
  if (!isExpression) throw new Error(`${text} is no SPDX expression.`);
}

function componentOf(part: Part, integrity: string | undefined, type: Enums.ComponentType): Models.Component {
  const [name = "", group] = part.name.split("/").toReversed();
  const purl = new PackageURL("npm", group, name, part.version, undefined, undefined).toString();
  const [algorithm = "", digest = ""] = integrity?.split("-", 2) ?? [];
  const bundled = [new Models.Property("cdx:npm:package:bundled", "true")];
  return new Models.Component(type, name, {
    ...(group && { group }),
    version: part.version,
    purl,
    bomRef: purl,
    licenses: new Models.LicenseRepository([licenses.makeFromString(part.license)]),
    hashes: new Models.HashDictionary(
      algorithm === "sha512" ? [[Enums.HashAlgorithm["SHA-512"], Buffer.from(digest, "base64").toString("hex")]] : [],
    ),
    properties: new Models.PropertyRepository(part.isBundled ? bundled : []),
  });
}
