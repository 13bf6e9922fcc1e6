import { readFileSync } from 'node:fs';
import { findCommand } from '@socket-lab/kit/confine/find-command';

/** What level bubblewrap needs, and the Debian package that brings it. */
const NEEDED = {
  bwrap: 'bubblewrap',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  prlimit: 'util-linux',
  ldd: 'libc-bin',
};

const CONTAINER =
  'In a container: start it so that it may make namespaces (Docker: --security-opt seccomp=unconfined --security-opt systempaths=unconfined).';

export interface Machine {
  platform: NodeJS.Platform;
  isThere(command: string): boolean;
  setting(name: string): string | undefined; // `undefined` when the kernel has no such setting (sysctl(8)).
}

const THIS_MACHINE: Machine = {
  platform: process.platform,
  isThere: (command) => findCommand(command) !== undefined,
  setting: kernelSetting,
};

/** Why level bubblewrap does not work here, and what would help. @param fault said where no cause is plain */
export function whyNoBubblewrap(fault: string, { platform, isThere, setting }: Machine = THIS_MACHINE): string {
  if (platform !== 'linux') return 'only Linux has namespaces.';
  const missing = Object.entries(NEEDED).find(([command]) => !isThere(command));
  if (missing) return `${missing[0]} is not installed. Run as root: apt-get install ${missing[1]}`;
  if (fault.includes('Unknown option')) return `bwrap is too old (${fault}). Install bubblewrap 0.8 or newer.`;
  const cause = `${fault.replace(/\.$/, '')}.`;
  if (!/bwrap|denied|permi|namespace/i.test(fault)) return cause;
  if (setting('kernel.unprivileged_userns_clone') === '0')
    return `${cause} Run ${sysctl('kernel.unprivileged_userns_clone', 1)}`;
  if (Number(setting('user.max_user_namespaces') ?? 1) < 1)
    return `${cause} Run ${sysctl('user.max_user_namespaces', 10_000)}`;
  if (setting('kernel.apparmor_restrict_unprivileged_userns') === '1') {
    return `${cause} AppArmor forbids it: load its profile for bwrap (apt-get install apparmor-profiles), or run ${sysctl('kernel.apparmor_restrict_unprivileged_userns', 0)}`;
  }
  return `${cause} ${CONTAINER}`;
}

const sysctl = (name: string, value: number): string => `as root: sysctl -w ${name}=${value}`;

/** The settings that can forbid an ordinary user to make namespaces. */
export const USER_NAMESPACES = [
  'kernel.unprivileged_userns_clone',
  'user.max_user_namespaces',
  'kernel.apparmor_restrict_unprivileged_userns',
] as const;

export function kernelSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
