import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import { jsonLog } from '../../functions/platform/log.ts';

// Ours: the handler the Lambda runs, behind Node's own HTTP server, with an in-memory queue. No
// framework stands there when deployed either: API Gateway hands the Lambda the bytes.
const queue: string[] = [];
const deps = {
  secrets: [process.argv[2] ?? ''],
  enqueue: (envelope: Parameters<typeof packEnvelope>[0]) => {
    queue.push(packEnvelope(envelope));
    return Promise.resolve();
  },
  nowMs: () => Date.now(),
  log: jsonLog(() => undefined),
};

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  body: Uint8Array,
): Promise<void> {
  const told = await receiveWebhook({ headers: request.headers, body }, deps);
  response.writeHead(told.status, { 'Content-Length': Buffer.byteLength(told.body) });
  response.end(told.body);
}

const server = createServer((request, response) => {
  const pieces: Uint8Array[] = [];
  request.on('data', (piece: Uint8Array) => pieces.push(piece));
  request.on('end', () => {
    void answer(request, response, Buffer.concat(pieces));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, queued: queue.length });
});
process.on('disconnect', () => {
  server.close();
});
