import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type Issue, sentenceOf } from './field-sentence.js';
import { Problem, type FieldError } from './problem.js';

const MAX_ERRORS = 50;

/** Checks what comes in against the zod schema of its parameter; what does not fit is 400 SHAPE, field by field. */
export function shapePipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) =>
      new Problem(400, 'SHAPE', { errors: issues.slice(0, MAX_ERRORS).map(fieldError) }),
  });
}

function fieldError(issue: Issue): FieldError {
  const names = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const code = (issue.code ?? 'invalid').toUpperCase();
  return { path: names.join('.'), code, message: '', sentence: sentenceOf(issue) };
}
