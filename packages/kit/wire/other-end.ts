import type { End } from './types.ts';

export function otherEnd(end: End): End {
  return end === 'peer' ? 'program' : 'peer';
}
