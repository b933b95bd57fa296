import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { type Context, Hono } from 'hono';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Only the frame at `/`, which is of this origin, may hold the embed. */
const framePolicy = "frame-ancestors 'self'";

/**
 * The frame that stands for the Shopify admin at `/`, and the embed under `/app/`; a path of the
 * embed that is no file is a page of it. `folder` resolves once the pages are built.
 */
export function embedRoutes(folder: Promise<string | undefined>): Hono {
  const app = new Hono();
  app.get('/', (c) => answer(c, folder, 'frame/frame.html'));
  app.get('/app', (c) => c.redirect('/app/'));
  app.get('/app/*', (c) => {
    const path = normalize(decodeURIComponent(c.req.path.slice('/app/'.length)));
    const isFile = /^(assets|frame)\//.test(path) && extname(path) !== '';
    return answer(c, folder, isFile ? path : 'index.html');
  });
  return app;
}

async function answer(
  c: Context,
  folder: Promise<string | undefined>,
  path: string,
): Promise<Response> {
  const root = await folder;
  if (root === undefined) {
    return c.text('The pages could not be built; the terminal says why.', 503);
  }
  const bytes = await readFile(join(root, path)).catch(() => undefined);
  if (bytes === undefined) return c.text('There is no such file.', 404);
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': mediaTypes[extname(path)] ?? 'application/octet-stream',
    // Names under assets/ carry a digest of what they hold.
    'Cache-Control': path.startsWith('assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    'Content-Security-Policy': framePolicy,
    'X-Content-Type-Options': 'nosniff',
  });
}
