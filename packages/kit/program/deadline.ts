import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

/**
 * How long a check waits for one thing that a program does, in milliseconds of a machine that is not overloaded.
 * Above the 3 s in which Linux has sent a lost SYN twice again (RFC 6298 §5, tcp(7) tcp_syn_retries).
 */
export const STEP_DEADLINE_MS = 5_000;
const TICK_MS = 50;
/** Runnable threads per core that are no overload: a step needs a hundredth of its deadline. */
const USUAL_THREADS = 4;
/** Beyond this, more patience would let a program that hogs the machine stall the run. */
const MOST_PATIENCE = 4;
let patientMs = 0;
let lostMs = 0;
let lastTick = 0;
let ticker: NodeJS.Timeout | undefined;
let off = false;
const waiting = new Set<{ dueMs: number; expire(): void }>();

/** With deadlines off, a breakpoint in the student's program holds as long as the student likes (`--debug`). */
export function turnDeadlinesOff(): void {
  off = true;
}

/** Waits for `event`, up to `ms` of patient time (longer on an overloaded machine); `undefined` when the time was up. */
export async function withinDeadline<T>(event: Promise<T>, ms = STEP_DEADLINE_MS): Promise<T | undefined> {
  const timer = { dueMs: patientMs + ms, expire: () => {} };
  const expired = new Promise<undefined>((resolve) => {
    timer.expire = () => resolve(undefined);
  });
  waiting.add(timer);
  startTicking();
  try {
    return await Promise.race([event, expired]);
  } finally {
    waiting.delete(timer);
    if (waiting.size === 0) stopTicking();
  }
}

function startTicking(): void {
  if (ticker) return;
  lastTick = performance.now();
  ticker = setInterval(tick, TICK_MS);
}

function stopTicking(): void {
  clearInterval(ticker);
  ticker = undefined;
}

/** A tick that comes late (this process was starved, or the machine slept) counts as one that came in time. */
function tick(): void {
  const now = performance.now();
  const passed = Math.min(now - lastTick, TICK_MS * 2);
  patientMs += passed / overload();
  lostMs += now - lastTick - passed;
  lastTick = now;
  if (off) return;
  for (const timer of waiting) if (timer.dueMs <= patientMs) timer.expire();
}

/**
 * How long this process has stalled in all, in milliseconds, as far as anybody waited for something meanwhile:
 * stopped (SIGSTOP, a frozen container), or starved. The clock of this page takes no notice; those of programs go on.
 * (While a machine is suspended all clocks stand still: clock_gettime(2), CLOCK_MONOTONIC.)
 */
export function stalledMs(): number {
  return lostMs;
}

/** By how much more threads want to run than is usual, from 1 (not more) to MOST_PATIENCE. */
export function overload(): number {
  return Math.min(Math.max(1, runnableThreads() / (availableParallelism() * USUAL_THREADS)), MOST_PATIENCE);
}

/** The fourth field of /proc/loadavg counts the threads that are runnable now (proc(5)); elsewhere the load average stands in. */
function runnableThreads(): number {
  try {
    return Number(/^\S+ \S+ \S+ (\d+)\//.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 1);
  } catch {
    return loadavg()[0] ?? 1;
  }
}
