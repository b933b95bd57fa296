import react from '@vitejs/plugin-react';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig, loadEnv, type Plugin } from 'vite';

/**
 * Two builds of one embed.
 *
 * `vite build -c admin-ui/vite.config.ts`: dist/admin-ui, for S3 and CloudFront. Its first script
 * is Shopify's App Bridge, with the app's key from SHOPIFY_API_KEY.
 *
 * `vite build -c admin-ui/vite.config.ts --mode one-machine`: dist/admin-ui-local, for one machine. A stub
 * of `window.shopify` stands in for App Bridge, and `frame/frame.html` (served at `/`) for the
 * Shopify admin around it. A test holds the first build free of the stub.
 *
 * Both are served under `/app/`; `index.html` answers every path there that is not a file.
 */
export default defineConfig(({ mode, command }) => {
  // A test runner that builds the pages must not get React's development half.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  const local = mode === 'one-machine';
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const apiKey = loadEnv(mode, here('..'), 'SHOPIFY_')['SHOPIFY_API_KEY'] ?? '';
  return {
    root: here('.'),
    base: '/app/',
    publicDir: false,
    cacheDir: here('../node_modules/.vite/admin-ui'),
    plugins: [react(), bridge(local, apiKey), plainFrame()],
    build: {
      outDir: here(local ? '../dist/admin-ui-local' : '../dist/admin-ui'),
      emptyOutDir: true,
      target: 'es2023',
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: local
          ? { app: here('index.html'), frame: here('frame/frame.html') }
          : { app: here('index.html') },
      },
    },
  };
});

/** Puts App Bridge, or what stands for it on one machine, first in the document. */
function bridge(local: boolean, apiKey: string): Plugin {
  return {
    name: 'app-bridge',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(
          '<!-- app-bridge -->',
          local
            ? '<script type="module" src="/frame/bridge.ts"></script>'
            : `<meta name="shopify-api-key" content="${apiKey}" />
    <script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>`,
        ),
    },
  };
}

/** One style sheet serves all of the embed; the frame around it has its own few lines and no other. */
function plainFrame(): Plugin {
  return {
    name: 'plain-frame',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { filename }) =>
        filename.endsWith('frame.html')
          ? html.replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
          : html,
    },
  };
}
