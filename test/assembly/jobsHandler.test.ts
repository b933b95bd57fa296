import { expect, test } from 'vitest';
import { jobsHandler } from '../../functions/assembly/jobsHandler.ts';
import type { JobOutcome } from '../../functions/assembly/jobOutcome.ts';
import { jsonLog } from '../../functions/platform/log.ts';

const shop = 'one.myshopify.com';

function handlerThat(run: () => Promise<JobOutcome>) {
  const sent: { body: string; delay: number | undefined }[] = [];
  const lines: string[] = [];
  const queue = {
    send: async (body: string, options?: { delaySeconds?: number }) => {
      sent.push({ body, delay: options?.delaySeconds });
    },
  };
  return {
    handle: jobsHandler(
      run,
      queue,
      jsonLog((line) => lines.push(line)),
    ),
    sent,
    lines,
  };
}

const delivery = (body: string) => [{ id: 'm1', body, attempt: 2 }];
const job = JSON.stringify({ job: 'recompute', shop, reason: 'nightly' });

test('a job that is done is gone', async () => {
  const { handle, sent, lines } = handlerThat(async () => ({ outcome: 'done', report: {} }));
  expect((await handle(delivery(job))).failed).toEqual([]);
  expect([sent, lines]).toEqual([[], []]);
});

test('a job with more to do goes back as a new message, which uses up no try', async () => {
  const { handle, sent } = handlerThat(async () => ({ outcome: 'again', afterSeconds: 15 }));
  expect((await handle(delivery(job))).failed).toEqual([]);
  expect(sent).toEqual([{ body: job, delay: 15 }]);
});

test('a job that fails is delivered again, and the line its alarm counts quotes no message', async () => {
  const { handle, lines } = handlerThat(() => Promise.reject(new Error('jane@example.com')));
  const { failed, why } = await handle(delivery(job));
  expect(failed).toEqual(['m1']);
  expect(why?.get('m1')?.kind).toBe('fault');
  expect(why?.get('m1')?.reason).toMatch(/^Error at [^@]+\.$/);
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'error',
    event: 'job.failed',
    job: 'recompute',
    shop,
    message: 'm1',
    attempt: 2,
    fault: 'Error',
  });
});

test.each(['{', '{"job":"other"}'])(
  '%s is no job and ends among the dead letters',
  async (body) => {
    const { handle } = handlerThat(async () => ({ outcome: 'done', report: {} }));
    const { failed, why } = await handle(delivery(body));
    expect(failed).toEqual(['m1']);
    expect(why?.get('m1')?.kind).toBe('poison');
  },
);
