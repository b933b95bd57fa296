import type { z } from 'zod';

/** One call of the admin API, as its document describes it. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Hono's form, such as `/api/customers/:id`. */
  path: string;
  summary: string;
  query?: z.ZodObject<Readonly<Record<string, z.ZodType>>>;
  body?: z.ZodType;
  /** Other than JSON bodies: what the body is, in words. */
  upload?: string;
  answer: z.ZodType;
}
