import { type Environment, readAccess, readSetting, type SettingName } from './config.ts';
import { jsonLog, type Log } from './log.ts';
import type { Objects } from './objects.ts';
import type { Queue } from './queue.ts';
import { s3Objects } from './s3Objects.ts';
import { type AppSecret, readAppSecret } from './secrets.ts';
import { sqsQueue } from './sqsQueue.ts';

type QueueSetting = Extract<SettingName, `${string}_QUEUE_URL`>;

/** What AWS gives a Lambda; a name is looked up when it is first used. The table is apart. */
export interface AwsParts {
  log: Log;
  queue: (setting: QueueSetting) => Queue;
  objects: Objects;
  appSecret: () => Promise<AppSecret>;
}

export function awsParts(environment: Environment): AwsParts {
  const access = readAccess(environment);
  const setting = (name: SettingName) => readSetting(environment, name);
  let opened: Objects | undefined;
  const bucket = () => (opened ??= s3Objects(access, setting('OBJECTS_BUCKET')));
  return {
    // Not console.log: it would put words before the JSON that log filters read.
    log: jsonLog((line) => process.stdout.write(`${line}\n`)),
    queue: (name) => {
      let queue: Queue | undefined;
      return {
        send: (body, options) => (queue ??= sqsQueue(access, setting(name))).send(body, options),
      };
    },
    objects: {
      put: (key, bytes, contentType) => bucket().put(key, bytes, contentType),
      putNew: (key, bytes, contentType) => bucket().putNew(key, bytes, contentType),
      get: (key) => bucket().get(key),
      delete: (key) => bucket().delete(key),
      list: (prefix, after) => bucket().list(prefix, after),
    },
    appSecret: () => readAppSecret(access, setting('APP_SECRET_ARN')),
  };
}
