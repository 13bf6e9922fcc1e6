import { UsageError } from '@socket-lab/kit/text/usage-error';

export function countOf(flag: string, text: string, what = 'count'): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`${flag} ${text} is no ${what}. Write a whole number from 1 up.`);
}
