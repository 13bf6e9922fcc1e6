import { plainLine } from '@socket-lab/kit/text/plain-text';
import type { JobEvent } from '../jobs/job-progress.ts';

export interface Progress {
  onProgress(event: JobEvent): void;
  standing(): Standing;
  stop(): void; // Leaves the terminal as it should be, for what is printed next.
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

interface Standing {
  finished: number;
  total: number;
  running: string[]; // Labels of the jobs at work, the longest at it first.
  ran: number; // Jobs that have ended and did not come from the cache.
  since: number | undefined; // When the first of them began, in milliseconds.
}

export const AT_START: Standing = { finished: 0, total: 0, running: [], ran: 0, since: undefined };

export function after({ kind, label, finished, total }: JobEvent, before: Standing, now: number): Standing {
  const others = before.running.filter((each) => each !== label);
  const running = kind === 'started' ? [...others, label] : others;
  const ran = before.ran + (kind === 'done' || kind === 'error' ? 1 : 0);
  return { finished, total, running, ran, since: before.since ?? (kind === 'started' ? now : undefined) };
}

/** `12/63 · ana echo-service, ben echo-service · about 40 s left` */
export function statusLine({ finished, total, running, ran, since }: Standing, now: number): string {
  const left = ran > 0 && since !== undefined ? ((now - since) / ran) * (total - finished) : undefined;
  const parts = [`${finished}/${total}`, running.map(plainLine).join(', '), left === undefined ? '' : timeLeft(left)];
  return parts.filter(Boolean).join(' · ');
}

function timeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds === 0) return '';
  return seconds < 100 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`;
}
