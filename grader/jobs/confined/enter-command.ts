import { findCommand } from '@socket-lab/kit/confine/find-command';
import { isRoot } from '@socket-lab/kit/confine/unprivileged';

/**
 * The command line that runs `command` in the namespaces of another process (nsenter(1)).
 * @param pid of hold-namespaces.ts
 * @throws Error when nsenter is missing
 */
export function enterCommand(pid: number, command: readonly string[]): string[] {
  const nsenter = findCommand('nsenter');
  if (!nsenter) throw new Error('nsenter is not installed (apt-get install util-linux).');
  return [
    ...[nsenter, '--target', String(pid), '--mount', '--net', '--ipc', '--uts'],
    // Root enters as it is: `command` begins with what takes its rights away.
    ...(isRoot() ? [] : ['--user', '--preserve-credentials']),
    ...['--', ...command],
  ];
}
