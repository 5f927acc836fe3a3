/** Printable ASCII without characters that JSON escapes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Canonical JSON, a subset of RFC 8785: sorted keys, no space, integers only, strings well-formed and NFC.
 * Throws a TypeError that names the path of an unsupported value.
 */
export function canonicalJson(value: unknown, path = '$'): string {
  switch (typeof value) {
    case 'string':
      return textOf(value, path);
    case 'number':
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
      throw new TypeError(`${path}: ${value} is not a safe integer`);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value))
        return `[${Array.from(value, (item, at) => canonicalJson(item, `${path}[${at}]`)).join()}]`;
      return objectOf(value, path);
    default:
      throw new TypeError(`${path}: ${typeof value} cannot be stored`);
  }
}

function textOf(text: string, path: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError(`${path}: lone surrogate`);
  if (text !== text.normalize('NFC')) throw new TypeError(`${path}: text is not NFC`);
  return JSON.stringify(text);
}

function objectOf(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`${path}: not a plain object`);
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    const name = PLAIN.test(key) ? `"${key}"` : textOf(key, `${path} key`);
    text += `${text === '' ? '' : ','}${name}:${canonicalJson(member, `${path}.${key}`)}`;
  }
  return `{${text}}`;
}
