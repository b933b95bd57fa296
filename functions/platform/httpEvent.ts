/** A request as API Gateway's HTTP API (payload 2.0) hands it over, as far as it is used. */
export interface HttpEvent {
  rawPath: string;
  rawQueryString: string;
  headers: Readonly<Record<string, string | undefined>>;
  body?: string | undefined;
  isBase64Encoded: boolean;
  requestContext: { http: { method: string } };
}

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: boolean;
}

/** The bytes that came over the wire; API Gateway sends what it does not take for text as base64. */
export function bodyOf(
  event: Pick<HttpEvent, 'body' | 'isBase64Encoded'>,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'));
}

/** What answers standard requests, such as a Hono app, as Lambda calls it. */
export function httpHandler(app: {
  fetch: (request: Request) => Response | Promise<Response>;
}): (event: HttpEvent) => Promise<HttpAnswer> {
  return async (event) => {
    const { method } = event.requestContext.http;
    const headers = new Headers();
    for (const [name, value] of Object.entries(event.headers)) {
      if (value !== undefined) headers.set(name, value);
    }
    const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
    // The host does not matter to any route, and its header is the caller's own word.
    const url = `https://api.invalid${event.rawPath}${query}`;
    const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(event);
    const answer = await app.fetch(new Request(url, { method, headers, body }));
    const bytes = Buffer.from(await answer.arrayBuffer());
    return {
      statusCode: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    };
  };
}
