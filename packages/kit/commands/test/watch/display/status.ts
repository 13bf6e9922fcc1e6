import { count } from '../../../../text/phrases.ts';

export interface Occasion {
  /** The files that were saved; none when somebody asked for the run. */
  saved: readonly string[];
  /** How many checks it has; unknown before the first run. */
  checks: number | undefined;
}

export function runningStatus({ saved, checks }: Occasion, done: number, failed: number): string {
  const all = checks === undefined ? 'the checks' : count(checks, 'check');
  const soFar = `${done}${checks === undefined ? '' : ` of ${checks}`} done${failed === 0 ? '' : `, ${failed} failed`} …`;
  const what = `running ${all}${done === 0 ? ' …' : `: ${soFar}`}`;
  return saved.length === 0 ? what.replace(/^./, (first) => first.toUpperCase()) : `${listed(saved)} saved, ${what}`;
}

/** When it is over. @param seconds since the file was saved, or since somebody asked for the run */
export function doneStatus({ saved, checks = 0 }: Occasion, seconds: number, at: Date): string {
  const time = at.toTimeString().slice(0, 8);
  const checked = count(checks, 'check');
  const took = `${seconds.toFixed(1)} s`;
  if (saved.length === 0) return `${time}  ${checked} in ${took}`;
  return `${time}  ${listed(saved)} saved: ${checked}, the result ${took} after saving`;
}

const listed = (files: readonly string[]): string => (files.length < 3 ? files.join(' and ') : `${files.length} files`);
