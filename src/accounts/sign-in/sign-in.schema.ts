import { z } from 'zod';

const remember = z
  .boolean()
  .optional()
  .describe('false = the cookies end with the browser, for a device that others use too; absent = true');

export const signInSchema = z.strictObject({ login: z.string().max(200), password: z.string().max(1000), remember });
export const codeSchema = z.strictObject({ code: z.string().max(100), remember });
export const confirmSchema = z.strictObject({ password: z.string().max(1000) });
