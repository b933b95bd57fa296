import { operations } from './operations.ts';

/** A readable page of the admin API: no script, no outside files. */
export function docsPage(): string {
  const rows = operations
    .map(
      (operation) => `<section>
<h2><code><b>${operation.method.toUpperCase()}</b> ${escapeHtml(operation.path)}</code></h2>
<p>${escapeHtml(operation.summary)}</p>${queryList(operation.query?.shape)}
</section>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clientele admin API</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
section{border-top:1px solid #ddd;padding:.5rem 0}h2{font-size:1rem;margin:.5rem 0}
code{background:#f1f5f9;padding:.1rem .3rem;border-radius:.2rem;overflow-wrap:anywhere}p,ul{margin:.25rem 0}
</style>
</head>
<body>
<h1>Clientele admin API</h1>
<p>Every call needs <code>Authorization: Bearer &lt;session token&gt;</code>; the shop comes from the token alone.
Amounts are decimal strings with a currency, instants ISO 8601 in UTC, ids strings.
Errors are <code>application/problem+json</code>. Machine-readable: <a href="/api/openapi.json">openapi.json</a>.</p>
${rows}
</body>
</html>
`;
}

function queryList(shape: Readonly<Record<string, unknown>> | undefined): string {
  const names = Object.keys(shape ?? {});
  if (names.length === 0) return '';
  return `<p>Query: ${names.map((name) => `<code>${escapeHtml(name)}</code>`).join(', ')}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
