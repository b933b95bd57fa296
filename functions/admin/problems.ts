import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { Log } from '../platform/log.ts';
import type { Problem } from '../platform/api.schema.ts';
import { Refusal, refusalStatus } from '../platform/refusal.ts';

const titles: Record<string, string> = {
  invalid: 'The request is not right',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  notFound: 'Not found',
  conflict: 'Someone else was faster',
  tooLarge: 'Too large',
  unavailable: 'Not available now',
  fault: 'Something broke',
};

/** Answers an error as problem details (RFC 9457); a fault's message stays in the log. */
export function answerProblem(error: unknown, c: Context, log: Log): Response {
  if (error instanceof Refusal) {
    const status = refusalStatus(error.code);
    const headers: Record<string, string> =
      error.code === 'unauthenticated' ? { 'X-Shopify-Retry-Invalid-Session-Request': '1' } : {};
    return problemResponse(status, error.code, error.message, headers, error.details);
  }
  if (error instanceof HTTPException) {
    return problemResponse(error.status, 'invalid', 'The request could not be read.', {}, {});
  }
  log.error('admin.fault', {
    method: c.req.method,
    route: routePath(c),
    fault: error instanceof Error ? error.name : 'unknown',
    where: error instanceof Error ? firstFrame(error) : '',
  });
  const words = 'Something broke on our side. Nothing was changed; try again in a moment.';
  return problemResponse(500, 'fault', words, {}, {});
}

/** The innermost stack line: where it broke, without the message, which may quote data. */
function firstFrame(error: Error): string {
  return (
    (error.stack ?? '')
      .split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim() ?? ''
  );
}

export function problemResponse(
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string>,
  extra: Readonly<Record<string, string | number>>,
): Response {
  const problem: Problem & Record<string, string | number> = {
    ...extra,
    type: `about:blank#${code}`,
    title: titles[code] ?? 'The request is not right',
    status,
    detail,
    code,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
