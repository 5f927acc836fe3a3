/** Printable ASCII without characters that JSON escapes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Canonical JSON, a subset of RFC 8785: sorted keys, no space, integers only, strings well-formed and NFC.
 * Throws a TypeError that names the path of an unsupported value.
 */
export function canonicalJson(value: unknown): string {
  const text = written(value);
  if (text === undefined) throw fault(value, '$') ?? new TypeError('$: cannot be stored');
  return text;
}

/** Undefined = the value is unsupported; only then the path is searched. */
function written(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return PLAIN.test(value) ? `"${value}"` : isText(value) ? JSON.stringify(value) : undefined;
    case 'number':
      return isInteger(value) ? String(value) : undefined;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return arrayText(value);
      return isPlain(value) ? objectText(value as Record<string, unknown>) : undefined;
    default:
      return undefined;
  }
}

function arrayText(items: readonly unknown[]): string | undefined {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    const item = written(items[index]);
    if (item === undefined) return undefined;
    text += index === 0 ? item : `,${item}`;
  }
  return `${text}]`;
}

function objectText(value: Record<string, unknown>): string | undefined {
  let text = '';
  for (const key of inOrder(Object.keys(value))) {
    const member = value[key];
    if (member === undefined) continue;
    const name = PLAIN.test(key) ? `"${key}"` : written(key);
    const item = written(member);
    if (name === undefined || item === undefined) return undefined;
    text += text === '' ? `${name}:${item}` : `,${name}:${item}`;
  }
  return `{${text}}`;
}

/** Insertion sort: an event has few keys, mostly in order. */
function inOrder(keys: string[]): string[] {
  if (keys.length > 32) return keys.sort();
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at]!;
    let to = at;
    for (; to > 0 && keys[to - 1]! > key; to -= 1) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
}

const isText = (value: string) => value.isWellFormed() && value === value.normalize('NFC');
const isInteger = (value: number) => Number.isSafeInteger(value) && !Object.is(value, -0);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Null = the value is supported. */
function fault(value: unknown, path: string): TypeError | null {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) return new TypeError(`${path}: lone surrogate`);
      return isText(value) ? null : new TypeError(`${path}: text is not NFC`);
    case 'number':
      return isInteger(value) ? null : new TypeError(`${path}: ${value} is not a safe integer`);
    case 'boolean':
      return null;
    case 'object':
      return value === null ? null : faultInside(value, path);
    default:
      return new TypeError(`${path}: ${typeof value} cannot be stored`);
  }
}

function faultInside(value: object, path: string): TypeError | null {
  if (Array.isArray(value)) return first(value.keys(), (index) => fault(value[index], `${path}[${index}]`));
  if (!isPlain(value)) return new TypeError(`${path}: not a plain object`);
  const members = value as Record<string, unknown>;
  const keys = inOrder(Object.keys(value)).filter((key) => members[key] !== undefined);
  return first(keys, (key) => fault(key, `${path} key`) ?? fault(members[key], `${path}.${key}`));
}

function first<Item>(items: Iterable<Item>, look: (item: Item) => TypeError | null): TypeError | null {
  for (const item of items) {
    const found = look(item);
    if (found) return found;
  }
  return null;
}
