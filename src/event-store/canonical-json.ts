/**
 * Canonical JSON (a subset of RFC 8785): keys sorted by UTF-16 code units, no space, integers only, strings well-formed and NFC.
 * Throws a TypeError naming the path of what cannot be written.
 */
export function canonicalJson(value: unknown, path = '$'): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError(`${path}: lone surrogate`);
      if (value !== value.normalize('NFC')) throw new TypeError(`${path}: text is not NFC`);
      return JSON.stringify(value);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0))
        throw new TypeError(`${path}: ${value} is not a safe integer`);
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value))
        return `[${value.map((item, index) => canonicalJson(item, `${path}[${index}]`)).join(',')}]`;
      if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
        throw new TypeError(`${path}: not a plain object`);
      return `{${Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => `${canonicalJson(key, `${path} key`)}:${canonicalJson(item, `${path}.${key}`)}`)
        .join(',')}}`;
    default:
      throw new TypeError(`${path}: ${typeof value} cannot be stored`);
  }
}
