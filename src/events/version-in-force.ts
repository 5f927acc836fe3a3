/** The greatest version of a rulebook up to `wanted`, else the first: a version may be withdrawn. Undefined = no version is left. */
export function versionInForce(versions: readonly number[], wanted: number): number | undefined {
  return versions.findLast((version) => version <= wanted) ?? versions[0];
}
