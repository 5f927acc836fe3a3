import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem, type FieldError } from './problem.js';

interface Issue {
  message: string;
  code?: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
}

const MAX_ERRORS = 50;

/** Checks what comes in against the zod schema of its parameter; what does not fit is 400 SHAPE, field by field. */
export function shapePipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) =>
      new Problem(400, 'SHAPE', { errors: issues.slice(0, MAX_ERRORS).map(fieldError) }),
  });
}

function fieldError({ message, code, path = [] }: Issue): FieldError {
  const names = path.map((part) => String(typeof part === 'object' ? part.key : part));
  return { path: names.join('.'), code: (code ?? 'invalid').toUpperCase(), message };
}
