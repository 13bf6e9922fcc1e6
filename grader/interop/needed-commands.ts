import { execa } from 'execa';
import { ENVIRONMENT } from './command.ts';

export interface NeededCommand {
  command: string; // What is started: `nc`.
  name?: string; // Its name in a sentence, where others have the same command.
  package: string; // The Debian package that brings it; .ci/run installs it.
  tells: readonly string[]; // Flags with which it tells what it is, and ends.
  says: RegExp; // What it says then.
}

const VERSION = ['--version'];

export const COMMANDS = {
  script: { command: 'script', name: 'script of util-linux', package: 'bsdutils', tells: VERSION, says: /util-linux/ },
  telnet: { command: 'telnet', package: 'telnet', tells: VERSION, says: /telnet/i },
  nc: { command: 'nc', name: 'nc of OpenBSD', package: 'netcat-openbsd', tells: ['-h'], says: /OpenBSD netcat/ },
  socat: { command: 'socat', package: 'socat', tells: ['-V'], says: /socat version/ },
  setpriv: { command: 'setpriv', package: 'util-linux', tells: VERSION, says: /util-linux/ },
  bwrap: { command: 'bwrap', package: 'bubblewrap', tells: VERSION, says: /^bubblewrap / },
  nginx: { command: 'nginx', package: 'nginx', tells: ['-v'], says: /nginx version/ },
  lighttpd: { command: 'lighttpd', package: 'lighttpd', tells: ['-v'], says: /^lighttpd/ },
  chronyd: { command: 'chronyd', package: 'chrony', tells: VERSION, says: /^chronyd \(chrony\)/ },
  git: { command: 'git', package: 'git', tells: VERSION, says: /^git version/ },
  tshark: { command: 'tshark', package: 'tshark', tells: VERSION, says: /^TShark/m },
  slurmctld: { command: 'slurmctld', package: 'slurmctld', tells: ['-V'], says: /^slurm/ },
  slurmd: { command: 'slurmd', package: 'slurmd', tells: ['-V'], says: /^slurm/ },
  python3: { command: 'python3', package: 'python3-minimal', tells: VERSION, says: /^Python 3/ },
} as const satisfies Record<string, NeededCommand>;

export const TELLS_WITHIN_MS = 30_000;

/** `telnet is not installed (apt-get install telnet)`; `undefined` when it is there. */
export async function whyMissing(needed: NeededCommand): Promise<string | undefined> {
  const { command, name = command } = needed;
  const version = await versionOf(needed);
  return version === undefined ? `${name} is not installed (apt-get install ${needed.package})` : undefined;
}

export async function versionOf({ command, tells, says }: NeededCommand): Promise<string | undefined> {
  const options = { env: ENVIRONMENT, all: true, reject: false, stdin: 'ignore', timeout: TELLS_WITHIN_MS } as const;
  const { all = '' } = await execa(command, tells, options);
  return says.test(all) ? all.split('\n').find((line) => says.test(line)) : undefined;
}
