import { readdirSync, readFileSync } from 'node:fs';

/** The threads that Node has without any worker, as it names them (Node 24, src/node_platform.cc and others), and the one of a launcher. */
const NODES_OWN =
  /^(MainThread|node|DelayedTaskSche|V8Worker|SignalInspector|StdioInspector|libuv-worker|bwrap|prlimit|nsenter|setpriv)$/;

/** How many worker threads a program runs now, with those of its children; `undefined` where the system does not say. */
export function workerThreads(pid: number): number | undefined {
  try {
    return threadsOf(pid).filter((name) => name !== '' && !NODES_OWN.test(name)).length;
  } catch {
    return undefined;
  }
}

function threadsOf(pid: number): string[] {
  const tasks = readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`);
  return tasks.flatMap((task) => [read(`${task}/comm`), ...childrenOf(task).flatMap(threadsOf)]);
}

function childrenOf(task: string): number[] {
  return read(`${task}/children`).split(' ').filter(Boolean).map(Number);
}

/** Empty for a thread that has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
