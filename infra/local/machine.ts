import type { Context } from 'hono';
import { Hono } from 'hono';
import { fileURLToPath } from 'node:url';
import type { Parts } from '../../functions/assembly/parts.ts';
import { withRestoreGate } from '../../functions/assembly/withRestoreGate.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import { wrapUnder } from '../../functions/platform/keyWrap.ts';
import { openShopKeys } from '../../functions/platform/shopKeys.ts';
import { openVault } from '../../functions/platform/vault.ts';
import { appAddress, resolvingFetch, webhookPath } from './appAddress.ts';
import { openClock, type LocalClock } from './clock.ts';
import { openDataFolder, type DataFolder } from './dataFolder.ts';
import { onlyLoopbackHosts } from './doorkeeper.ts';
import { builtEmbed } from './embedBuild.ts';
import { embedRoutes } from './embedRoutes.ts';
import { startEngine, type Engine } from './engine.ts';
import type { StartOptions } from './flags.ts';
import { listen, type Listening } from './listen.ts';
import { openLogFile } from './logFile.ts';
import { openMachineQueues, type MachineQueues } from './machineQueues.ts';
import { folderObjects } from './objects.ts';
import { createStandIn, type StandIn } from './shopify/standIn.ts';
import type { Shutdown } from './shutdown.ts';

/** The parts of one machine, running; what the product is composed over. */
export interface Machine {
  /** What the product stands on. */
  parts: Parts;
  folder: DataFolder;
  clock: LocalClock;
  engine: Engine;
  queues: MachineQueues;
  standIn: StandIn;
  server: Listening;
  /** Resolves when the pages are there, or could not be built. */
  pages: Promise<string | undefined>;
  /** Serves the app from now on; until then every call is told to wait. */
  serve: (app: Hono) => void;
}

/** Where lines go: to the person at the terminal, and to the log. */
export interface Out {
  say: (line: string) => void;
  log: (line: string) => void;
}

const standInPath = '/standin';
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts every part; each is added to `shutdown` as soon as it runs. */
export async function startMachine(
  options: StartOptions,
  out: Out,
  shutdown: Shutdown,
): Promise<Machine> {
  const folder = openDataFolder(options.dataDir);
  shutdown.add('The data folder', () => folder.close());
  const clock = openClock(folder.file('clock.json'), options.startMs, Date.now);

  let app: Hono | undefined;
  const server = await listen(
    (request) => app?.fetch(request) ?? new Response('Starting.', { status: 503 }),
    options.port,
  );
  folder.announce(`${server.url}/`);

  const building = new AbortController();
  const pages = pagesOf(out.say, building.signal);
  shutdown.add('The build of the pages', () => building.abort());
  const engine = await startEngine(folder.path, options.dynamoEndpoint);
  shutdown.add('The embedded DynamoDB', () => engine.stop());
  const queues = openMachineQueues(folder.file('queue.sqlite'), () => clock.wallMs());
  shutdown.add('The queues', () => queues.close());
  shutdown.add('The server', () => server.close());
  const standIn = createStandIn({
    stateFile: folder.file('shopify.sqlite'),
    clock,
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    webhookUrl: appAddress + webhookPath,
    appTopics: [],
    random: Math.random,
    mountPath: standInPath,
    fetch: resolvingFetch(server.url),
  });
  shutdown.add('The Shopify stand-in', () => standIn.close());

  const objects = folderObjects(folder.file('objects'));
  const wrap = wrapUnder(folder.wrappingKey);
  const shopKeys = openShopKeys({ shelf: objects, wrap, nowMs: () => clock.wallMs() });
  return {
    parts: withRestoreGate({
      table: engine.table,
      objects,
      queues,
      vault: openVault(shopKeys),
      clock,
      log: jsonLog(openLogFile(folder.file('clientele.log'), out.log)),
      apiKey: options.apiKey,
      apiSecret: options.apiSecret,
      previousApiSecret: null,
      shopUrl: (shop) => `${server.url}${standInPath}/${shop}`,
    }),
    folder,
    clock,
    engine,
    queues,
    standIn,
    server,
    pages,
    serve: (product) => {
      app = new Hono();
      app.use(onlyLoopbackHosts);
      app.all(`${standInPath}/*`, (c: Context) => standIn.fetch(c.req.raw));
      app.route('/', product);
      app.route('/', embedRoutes(pages));
    },
  };
}

/** Builds the pages aside; a start does not wait for them, and answers the API without them. */
async function pagesOf(
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return (await builtEmbed(root, signal)).folder;
  } catch (error) {
    if (signal.aborted) return undefined;
    const words = error instanceof Error ? error.message : 'unknown reason';
    say(`The pages could not be built: ${words.slice(0, 600)}`);
    return undefined;
  }
}
