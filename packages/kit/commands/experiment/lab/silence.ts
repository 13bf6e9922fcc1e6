import { STEP_DEADLINE_MS } from '../../../program/deadline.ts';

/**
 * How long a socket waits to be told that nobody is there, in milliseconds. On Windows Node is told nothing of ICMP, so
 * silence is the usual answer there; elsewhere it means that the machine is slow.
 */
export const SILENCE_MS = process.platform === 'win32' ? 1_000 : STEP_DEADLINE_MS;
