/** Printable ASCII that JSON need not escape: well-formed and NFC as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Canonical JSON (a subset of RFC 8785): keys sorted by UTF-16 code units, no space, integers only, strings well-formed and NFC.
 * Throws a TypeError naming the path of what cannot be written.
 */
export function canonicalJson(value: unknown, path = '$'): string {
  switch (typeof value) {
    case 'string':
      if (PLAIN.test(value)) return `"${value}"`;
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
      return objectJson(value as Record<string, unknown>, path);
    default:
      throw new TypeError(`${path}: ${typeof value} cannot be stored`);
  }
}

function objectJson(value: Record<string, unknown>, path: string): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    if (item === undefined) continue;
    const name = PLAIN.test(key) ? `"${key}"` : canonicalJson(key, `${path} key`);
    text += `${text === '' ? '' : ','}${name}:${canonicalJson(item, `${path}.${key}`)}`;
  }
  return `{${text}}`;
}
