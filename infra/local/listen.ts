import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import { Server } from 'node:http';
import { Refusal } from '../../functions/platform/refusal.ts';

export interface Listening {
  /** Such as "http://127.0.0.1:3000", without a slash at the end. */
  url: string;
  /** Takes no new connection and resolves when the answers in hand are out. */
  close(): Promise<void>;
}

const loopbackAddress = '127.0.0.1';

/** How long answers in hand may take once asked to close. */
const closeWithinMs = 1_000;

/** Serves on this machine only; port 0 takes any that is free. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  if (!(server instanceof Server)) throw new Error('the server does not speak HTTP/1.1');
  await opened(server, port);
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${loopbackAddress}:${String(taken)}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const impatient = setTimeout(() => server.closeAllConnections(), closeWithinMs);
      await closed;
      clearTimeout(impatient);
    },
  };
}

function opened(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portRefusal(error, port)));
    server.listen(port, loopbackAddress, () => resolve());
  });
}

function portRefusal(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Refusal(
      'conflict',
      `Port ${String(port)} is taken by another program. Stop it, or name another port: PORT=${String(port === 3000 ? 3001 : 3000)} npm start.`,
    );
  }
  if (code === 'EACCES') {
    return new Refusal(
      'forbidden',
      `This user may not open port ${String(port)}. Name one above 1023, such as PORT=3000.`,
    );
  }
  return error;
}
