import { plainLine } from '@socket-lab/kit/text/plain-text';
import type { JobEvent } from '../jobs/job-progress.ts';
import { AT_START, after, type Standing, statusLine } from './status-line.ts';

/** What is shown while a class is graded. */
export interface Progress {
  onProgress(event: JobEvent): void;
  /** How far it is. */
  standing(): Standing;
  /** Leaves the terminal as it should be, for what is printed next. */
  stop(): void;
}

/** One line that changes on a terminal; a line for each job that ran elsewhere; nothing when it is to be quiet. */
export function showProgress(out: NodeJS.WriteStream, quiet: boolean): Progress {
  let standing = AT_START;
  const isLive = out.isTTY && !quiet;
  return {
    onProgress(event) {
      standing = after(event, standing, performance.now());
      if (isLive) {
        const line = statusLine(standing, performance.now());
        out.write(`\r\u001b[K${[...line].slice(0, out.columns - 1).join('')}`); // CSI K: erase to the end of the line
      } else if (!quiet && (event.kind === 'done' || event.kind === 'error')) {
        out.write(
          `${event.finished}/${event.total} ${plainLine(event.label)}${event.kind === 'error' ? ': error' : ''}\n`,
        );
      }
    },
    standing: () => standing,
    stop() {
      if (isLive && standing !== AT_START) out.write('\r\u001b[K');
    },
  };
}
