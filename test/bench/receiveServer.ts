import { serve } from '@hono/node-server';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import { jsonLog } from '../../functions/platform/log.ts';

// Ours: the handler the Lambda runs, behind the server a local run uses, with an in-memory queue.
const secret = process.argv[2] ?? '';
const queue: string[] = [];
const log = jsonLog(() => undefined);

const server = serve(
  {
    port: 0,
    hostname: '127.0.0.1',
    fetch: async (request) => {
      const answer = await receiveWebhook(
        {
          headers: Object.fromEntries(request.headers),
          body: new Uint8Array(await request.arrayBuffer()),
        },
        {
          secrets: [secret],
          enqueue: (envelope) => {
            queue.push(packEnvelope(envelope));
            return Promise.resolve();
          },
          nowMs: () => Date.now(),
          log,
        },
      );
      return new Response(answer.body, { status: answer.status });
    },
  },
  (info) => {
    process.send?.({ port: info.port });
  },
);
process.on('message', () => {
  process.send?.({ cpuMicros: cpuMicros(), queued: queue.length });
});
process.on('disconnect', () => {
  server.close();
});

function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
