import { isRoot } from '@socket-lab/kit/confine/unprivileged';
import type { Isolation } from '@socket-lab/kit/suites/run-suites';

/** Whether jobs at a level run in a process of their own (run-confined.ts). No job of root's runs a program as root. */
export function isConfined(isolation: Isolation): boolean {
  return isolation === 'bubblewrap' || (isolation === 'node' && process.platform === 'linux' && isRoot());
}
