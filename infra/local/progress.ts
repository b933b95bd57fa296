import cliProgress from 'cli-progress';

/** One thing being loaded, as a person at the terminal sees it. */
export interface Progress {
  /** `total` is null while nobody knows it. */
  update(done: number, total: number | null): void;
  end(): void;
}

const lineEveryMs = 5_000;

/** A bar on a terminal, once it is known how much there is; elsewhere a line now and then, so that logs stay readable. */
export function startProgress(
  label: string,
  out: NodeJS.WriteStream,
  wallMs: () => number,
): Progress {
  return out.isTTY ? bar(label, out) : lines(label, out, wallMs);
}

function bar(label: string, out: NodeJS.WriteStream): Progress {
  const shown = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage} %`,
    stream: out,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
  });
  let started = false;
  return {
    update: (done, total) => {
      if (total === null) return;
      const most = Math.max(total, done, 1);
      if (!started) shown.start(most, done);
      started = true;
      shown.setTotal(most);
      shown.update(done);
    },
    end: () => {
      if (started) shown.stop();
    },
  };
}

function lines(label: string, out: NodeJS.WriteStream, wallMs: () => number): Progress {
  let nextMs = wallMs() + lineEveryMs;
  return {
    update: (done, total) => {
      if (wallMs() < nextMs) return;
      nextMs = wallMs() + lineEveryMs;
      out.write(`${label}: ${String(done)}${total === null ? '' : ` of ${String(total)}`}\n`);
    },
    end: () => undefined,
  };
}
