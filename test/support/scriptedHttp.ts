import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Ends the connection instead of answering. */
  hangUp?: boolean;
}

/** A server on a real socket that answers as told, and remembers what it was asked. */
export async function scriptedHttp(
  answer: (request: SeenRequest, n: number) => ScriptedAnswer | Promise<ScriptedAnswer>,
): Promise<{ url: string; seen: SeenRequest[] }> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asked = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      };
      seen.push(asked);
      void Promise.resolve(answer(asked, seen.length)).then((given) => {
        if (given.hangUp === true) {
          request.socket.destroy();
          return;
        }
        const { body = {}, status = 200, headers = {} } = given;
        response.writeHead(status, headers);
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${String(port)}`, seen };
}
