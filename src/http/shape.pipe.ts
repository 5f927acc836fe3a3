import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { type Issue, sentenceOf } from './field-sentence.js';
import { Problem, type FieldError } from './problem.js';

const MAX_ERRORS = 50;

/**
 * Checks what comes in against the zod schema of its parameter; what does not fit is 400 SHAPE, field by field. Answers at once where the schema
 * does; keys that reach for prototypes were refused with the body already, and no schema here takes keys it does not know.
 */
export class ShapePipe implements PipeTransform {
  transform(value: unknown, { schema, type }: ArgumentMetadata): unknown {
    if (!schema || type === 'custom') return value;
    const checked = schema['~standard'].validate(value);
    return checked instanceof Promise ? checked.then(fitting) : fitting(checked);
  }
}

function fitting(checked: { value?: unknown; issues?: readonly Issue[] | undefined }): unknown {
  if (checked.issues) throw new Problem(400, 'SHAPE', { errors: checked.issues.slice(0, MAX_ERRORS).map(fieldError) });
  return checked.value;
}

function fieldError(issue: Issue): FieldError {
  const names = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const code = (issue.code ?? 'invalid').toUpperCase();
  return { path: names.join('.'), code, message: '', sentence: sentenceOf(issue) };
}
