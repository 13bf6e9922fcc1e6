import { findCommand } from '@socket-lab/kit/isolation/find-command';
import { withRightToRead } from '@socket-lab/kit/isolation/unprivileged';

/**
 * The command line that runs `command` in the namespaces of another process (nsenter(1)), and kills it when this process
 * ends, however it ends. Started by root, it can read everything, and has no other right.
 * @param pid of hold-namespaces.ts
 */
export function enterCommand(pid: number, command: readonly string[]): string[] {
  const isRoots = process.getuid?.() === 0;
  const [nsenter, setpriv] = [findCommand('nsenter'), findCommand('setpriv')];
  if (!nsenter || !setpriv) throw new Error('nsenter and setpriv are not installed (apt-get install util-linux).');
  return [
    ...[nsenter, '--target', String(pid), '--mount', '--net', '--ipc', '--uts'],
    ...(isRoots ? ['--'] : ['--user', '--preserve-credentials', '--']),
    ...(isRoots ? withRightToRead() : [setpriv]),
    ...['--pdeathsig', 'KILL', '--', ...command],
  ];
}
