import { readFileSync } from 'node:fs';
import { findCommand } from './find-command.ts';

/**
 * Who programs are when the grader was started by root: nobody else. `nobody` (65534) is the user of daemons that have no
 * other; Debian gives away 60000–64999 one by one, from 60000 and from 64000 up (Policy §9.2.2), systemd 61184–65519 to
 * services for as long as they run, and leaves 60578–61183 alone (systemd.io/UIDS-GIDS). Above 65535 a container often has
 * no users at all.
 */
export const OWN_UID = 61_017;
/** The capability to read every file, and its bit (capabilities(7)). */
const READS = 'dac_read_search';
const READS_BIT = 1n << 2n;
/** Without it access(2), and so `existsSync`, would not heed the capabilities of a user who is not root. */
const HEED_READS = '--securebits=+no_setuid_fixup';

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Begins a command line that takes every right away from what follows (setpriv(1)); empty where there is none. */
export function withoutRights(): string[] {
  return isRoot() ? [...asOwnUser(), '--inh-caps=-all', '--bounding-set=-all', '--'] : withoutCapabilities();
}

/** The same for a program that is its user's own: who tests their own program as root runs it as root. */
export function withoutCapabilities(): string[] {
  if (isRoot() || !hasCapabilities()) return [];
  return [setpriv(), '--inh-caps=-all', '--ambient-caps=-all', '--no-new-privs', '--'];
}

/**
 * The beginning of a command line for what is trusted: the kernel kills it when this process ends, however it ends; and
 * where this process is root's, it may read what root can read, and nothing more. The checkout may be root's alone (a home
 * of mode 0700, an umask of 077).
 * @throws Error when setpriv is not here
 */
export function asRunner(): string[] {
  return [...(isRoot() ? [...asOwnUser(), ...runnersRights()] : [setpriv()]), '--pdeathsig', 'KILL', '--'];
}

/** Whether this process could let another read every file: root cannot in a container that Docker started. */
export function canLendReads(): boolean {
  return (capabilities('CapPrm') & READS_BIT) !== 0n;
}

function runnersRights(): string[] {
  if (!canLendReads()) return ['--inh-caps=-all', '--bounding-set=-all'];
  const only = `-all,+${READS}`;
  return [`--inh-caps=${only}`, `--ambient-caps=${only}`, `--bounding-set=${only}`, HEED_READS];
}

function asOwnUser(): string[] {
  return [setpriv(), `--reuid=${OWN_UID}`, `--regid=${OWN_UID}`, '--clear-groups', '--no-new-privs'];
}

function setpriv(): string {
  const path = findCommand('setpriv');
  if (path) return path;
  throw new Error('setpriv is not installed (apt-get install util-linux).');
}

function hasCapabilities(): boolean {
  return capabilities('CapPrm') !== 0n;
}

/** A set of this process's capabilities, as proc(5) names it. Only Linux has such. */
function capabilities(set: 'CapPrm'): bigint {
  if (process.platform !== 'linux') return 0n;
  const digits = new RegExp(`^${set}:\\s*([0-9a-f]+)$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return BigInt(`0x${digits ?? 0}`);
}
