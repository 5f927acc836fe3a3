import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { type Issue, validationMessageOf } from './validation-message.js';
import { Problem, type FieldError } from './problem.js';

const MAX_ERRORS = 50;

/** Checks a parameter against its zod schema; refuses with 400 VALIDATION_FAILED, one error per field. */
export class ZodValidationPipe implements PipeTransform {
  transform(value: unknown, { schema, type }: ArgumentMetadata): unknown {
    if (!schema || type === 'custom') return value;
    const checked = schema['~standard'].validate(value);
    return checked instanceof Promise ? checked.then(fitting) : fitting(checked);
  }
}

function fitting(checked: { value?: unknown; issues?: readonly Issue[] | undefined }): unknown {
  if (checked.issues)
    throw new Problem(400, 'VALIDATION_FAILED', { errors: checked.issues.slice(0, MAX_ERRORS).map(fieldError) });
  return checked.value;
}

function fieldError(issue: Issue): FieldError {
  const names = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const code = (issue.code ?? 'invalid').toUpperCase();
  return { path: names.join('.'), code, message: '', validation: validationMessageOf(issue) };
}
