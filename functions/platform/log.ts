/** What may be logged: counts, codes, ids of shops, orders and jobs. Never a person's data or a token. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON object a line, for CloudWatch and for people. */
export function jsonLog(write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}) => {
      write(JSON.stringify({ level, event, ...fields }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
