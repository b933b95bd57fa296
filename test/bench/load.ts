import { request, Agent } from 'node:http';

/** Sends `total` equal POSTs over `connections` kept-alive connections; answers per second and the median. */
export async function load(
  url: string,
  headers: Record<string, string>,
  body: Uint8Array,
  total: number,
  connections: number,
): Promise<{ perSecond: number; medianMs: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let sent = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (sent < total) {
        sent += 1;
        const begun = performance.now();
        const status = await post(url, headers, body, agent);
        if (status !== 200) throw new Error(`the server under load answered ${String(status)}`);
        times.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return { perSecond: total / seconds, medianMs: times[Math.floor(times.length / 2)] ?? 0 };
}

function post(
  url: string,
  headers: Record<string, string>,
  body: Uint8Array,
  agent: Agent,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      { method: 'POST', headers: { ...headers, 'Content-Length': body.length }, agent },
      (response) => {
        response.resume();
        response.on('end', () => {
          resolve(response.statusCode ?? 0);
        });
        response.on('error', reject);
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
