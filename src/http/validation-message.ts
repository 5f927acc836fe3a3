/** One issue that zod reports. */
export interface Issue {
  message: string;
  code?: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
  expected?: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  format?: string;
  pattern?: string;
  values?: readonly unknown[];
  keys?: readonly string[];
  params?: { say?: string };
}

/** A message of the catalogue and its params; the name of the field is added when it is written. */
export interface ValidationMessage {
  key: string;
  params: Readonly<Record<string, string | number>>;
}

const types: Readonly<Record<string, string>> = {
  string: 'FIELD_TEXT',
  number: 'FIELD_NUMBER',
  int: 'FIELD_WHOLE',
  boolean: 'FIELD_YES_NO',
  array: 'FIELD_LIST',
  object: 'FIELD_OBJECT',
  record: 'FIELD_OBJECT',
};
const MOST_NAMED = 20;

/** The message that names the fault of a field and its remedy. */
export function validationMessageOf(issue: Issue): ValidationMessage {
  const { code, expected, format = '', pattern = '', values = [], keys = [], params } = issue;
  const say = (key: string, more: ValidationMessage['params'] = {}): ValidationMessage => ({ key, params: more });
  switch (code) {
    case 'invalid_type':
      // Zod reports a missing value in its message only.
      return say(
        issue.message.endsWith('received undefined') ? 'FIELD_MISSING' : (types[expected ?? ''] ?? 'FIELD_WRONG'),
      );
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return say(sized(issue.origin, 'FIELD_LONG', 'FIELD_MANY', 'FIELD_BIG'), { most: Number(issue.maximum) });
    case 'invalid_value':
      return say('FIELD_CHOICE', { allowed: values.slice(0, MOST_NAMED).map(String).join(', ') });
    case 'invalid_format':
      if (format === 'url') return say('FIELD_LINK');
      return say(pattern.startsWith('/^[a-z') && !pattern.includes('A-Z') ? 'FIELD_CODE' : 'FIELD_FORMAT');
    case 'unrecognized_keys':
      return say('FIELD_UNKNOWN', { keys: keys.slice(0, MOST_NAMED).join(', ') });
    case 'invalid_key':
      return say('FIELD_NAME');
    default:
      return say(params?.say ?? 'FIELD_WRONG');
  }
}

function tooSmall({ origin, minimum }: Issue): ValidationMessage {
  const least = Number(minimum);
  const key = sized(origin, least === 1 ? 'FIELD_EMPTY' : 'FIELD_SHORT', 'FIELD_FEW', 'FIELD_SMALL');
  return { key, params: key === 'FIELD_EMPTY' ? {} : { least } };
}

const sized = (origin: string | undefined, text: string, list: string, number: string): string =>
  origin === 'string' ? text : origin === 'array' ? list : number;
