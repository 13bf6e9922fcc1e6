import type { Isolation } from '@socket-lab/kit/confine/level';
import { isRoot } from '@socket-lab/kit/confine/unprivileged';

/** Whether jobs at a level run in a process of their own (run-confined.ts). No job of root's runs a program as root. */
export function isConfined(isolation: Isolation): boolean {
  return isolation === 'bubblewrap' || (isolation === 'node' && process.platform === 'linux' && isRoot());
}
