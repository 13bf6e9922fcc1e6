import { expect, test } from 'vitest';
import { doneStatus, runningStatus } from './status.ts';

const at = new Date(2026, 10, 23, 9, 5, 7);

test.each([
  [runningStatus({ saved: [], checks: undefined }, 0, 0), 'Running the checks …'],
  [runningStatus({ saved: [], checks: undefined }, 4, 0), 'Running the checks: 4 done …'],
  [runningStatus({ saved: [], checks: 1 }, 0, 0), 'Running 1 check …'],
  [runningStatus({ saved: ['server.ts'], checks: 7 }, 0, 0), 'server.ts saved, running 7 checks …'],
  [
    runningStatus({ saved: ['server.ts'], checks: 7 }, 3, 1),
    'server.ts saved, running 7 checks: 3 of 7 done, 1 failed …',
  ],
  [doneStatus({ saved: [], checks: 14 }, 1.24, at), '09:05:07  14 checks in 1.2 s'],
  [
    doneStatus({ saved: ['a.ts', 'b.ts'], checks: 1 }, 0.55, at),
    '09:05:07  a.ts and b.ts saved: 1 check, the result 0.6 s after saving',
  ],
  [
    doneStatus({ saved: ['a.ts', 'b.ts', 'c.ts'], checks: 9 }, 2, at),
    '09:05:07  3 files saved: 9 checks, the result 2.0 s after saving',
  ],
])('%s', (status, words) => {
  expect(status).toBe(words);
});
