import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { Problem, type FieldError, type ValidationMessage } from './problem.js';

/** One issue that zod reports. */
export type Issue = z.core.$ZodIssue;

const MAX_ERRORS = 50;

/** Checks a parameter against its zod schema; refuses with 400 VALIDATION_FAILED, one error per field. */
export class ZodValidationPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (!schema || type === 'custom') return value;
    const checked = (schema as z.ZodType).safeParse(value);
    if (checked.success) return checked.data;
    // A parameter of the path has no path of its own: its name is the field.
    const prefix = type === 'param' && data !== undefined ? [data] : [];
    const errors = checked.error.issues.slice(0, MAX_ERRORS).map((issue) => fieldError(issue, prefix));
    throw new Problem(400, 'VALIDATION_FAILED', { errors });
  }
}

const fieldError = (issue: Issue, prefix: readonly string[]): FieldError => ({
  path: [...prefix, ...issue.path].join('.'),
  code: (issue.code ?? 'invalid').toUpperCase(),
  message: '',
  validation: validationMessageOf(issue),
});

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
  const message = (key: string, params: ValidationMessage['params'] = {}): ValidationMessage => ({ key, params });
  switch (issue.code) {
    case 'invalid_type': {
      // Zod reports a missing value in its message only.
      const isMissing = issue.message.endsWith('received undefined');
      return message(isMissing ? 'FIELD_MISSING' : (types[issue.expected] ?? 'FIELD_WRONG'));
    }
    case 'too_small': {
      const least = Number(issue.minimum);
      if (issue.origin === 'string' && least === 1) return message('FIELD_EMPTY');
      return message(sized(issue.origin, 'FIELD_SHORT', 'FIELD_FEW', 'FIELD_SMALL'), { least });
    }
    case 'too_big':
      return message(sized(issue.origin, 'FIELD_LONG', 'FIELD_MANY', 'FIELD_BIG'), { most: Number(issue.maximum) });
    case 'invalid_value':
      return message('FIELD_CHOICE', { allowed: issue.values.slice(0, MOST_NAMED).map(String).join(', ') });
    case 'invalid_format': {
      const { format, pattern = '' } = issue;
      if (format === 'url') return message('FIELD_LINK');
      return message(pattern.startsWith('/^[a-z') && !pattern.includes('A-Z') ? 'FIELD_CODE' : 'FIELD_FORMAT');
    }
    case 'unrecognized_keys':
      return message('FIELD_UNKNOWN', { keys: issue.keys.slice(0, MOST_NAMED).join(', ') });
    case 'invalid_key':
      return message('FIELD_NAME');
    case 'custom':
      return message((issue.params as { messageKey?: string } | undefined)?.messageKey ?? 'FIELD_WRONG');
    default:
      return message('FIELD_WRONG');
  }
}

const sized = (origin: string, text: string, list: string, number: string): string =>
  origin === 'string' ? text : origin === 'array' ? list : number;
