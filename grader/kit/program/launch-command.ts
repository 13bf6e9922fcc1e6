import { dirname, join } from 'node:path';
import type { Isolation } from '../run/run-suites.ts';

/** What a launch runs, and what of the machine it may see. */
export interface LaunchCommand {
  file: string;
  args: string[];
  env: Record<string, string>;
  cwd?: string;
}

export interface LaunchTarget {
  /** The staged program: `…/server.js`. */
  script: string;
  /** The folder in which it is started, absolute, where a student starts it in the topic's; the grader's own when left out. */
  directory?: string;
  /** The program's own flags. */
  args: readonly string[];
  isolation: Isolation;
  /** Files outside its own folder that it may read, absolute. */
  reads: readonly string[];
  /** It needs worker threads (socket-server 05). */
  workers: boolean;
  /** Wait for a debugger on this port before the first line. */
  inspectPort?: number;
}

/** `RES_OPTIONS`: a name server that does not answer holds a program up for a second, not for ten (resolv.conf(5)). */
const ENVIRONMENT = { TZ: 'UTC', LANG: 'C.UTF-8', RES_OPTIONS: 'timeout:1 attempts:1' };

/**
 * Where Windows has its services. A program may look there first on every system: elsewhere it finds nothing, as at the other
 * levels of isolation, where `existsSync` answers and does not throw.
 */
const WINDOWS_SERVICES = 'C:\\Windows\\System32\\drivers\\etc\\services';

/** The command line for a program at a level of isolation (DESIGN §7). */
export function launchCommand(target: LaunchTarget): LaunchCommand {
  return {
    file: process.execPath,
    args: [
      '--enable-source-maps',
      ...(target.isolation === 'node' ? permissions(target) : []),
      ...(target.inspectPort === undefined ? [] : inspector(target.inspectPort)),
      target.script,
      ...target.args,
    ],
    // Nothing of the grader's environment; Windows programs do not start without SystemRoot.
    env: { ...ENVIRONMENT, ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
    ...(target.directory !== undefined && { cwd: target.directory }),
  };
}

/** It says where it waits over HTTP only, as debuggers ask, and not on stderr: that belongs to the student's program. */
function inspector(port: number): string[] {
  return [`--inspect-wait=127.0.0.1:${port}`, '--inspect-publish-uid=http'];
}

/** Node's permission model: its own folder and the databases of names and services may be read, nothing may be written or started. */
function permissions({ script, reads, workers }: LaunchTarget): string[] {
  const readable = [
    join(dirname(script), '*'),
    '/etc/services',
    WINDOWS_SERVICES,
    '/etc/hosts',
    '/etc/nsswitch.conf',
    '/etc/resolv.conf',
  ];
  return [
    '--permission',
    '--disable-warning=SecurityWarning',
    '--no-experimental-sqlite',
    ...[...readable, ...reads].map((path) => `--allow-fs-read=${path}`),
    ...(workers ? ['--allow-worker'] : []),
  ];
}
