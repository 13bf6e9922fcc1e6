import { execa } from 'execa';
import { beforeEach } from 'vitest';
import { ENVIRONMENT } from './command.ts';

/** A program of the machine that a test talks with. */
export interface NeededCommand {
  /** What is started: `nc`. */
  command: string;
  /** Its name in a sentence, where others have the same command. */
  name?: string;
  /** The Debian package that brings it; .ci/run installs it. */
  package: string;
  /** Flags with which it tells what it is, and ends. */
  tells: readonly string[];
  /** What it says then. */
  says: RegExp;
}

/** What the tests of this folder talk with. */
const COMMANDS = {
  script: {
    command: 'script',
    name: 'script of util-linux',
    package: 'bsdutils',
    tells: ['--version'],
    says: /util-linux/,
  },
  telnet: { command: 'telnet', package: 'telnet', tells: ['--version'], says: /telnet/i },
  nc: { command: 'nc', name: 'nc of OpenBSD', package: 'netcat-openbsd', tells: ['-h'], says: /OpenBSD netcat/ },
  socat: { command: 'socat', package: 'socat', tells: ['-V'], says: /socat version/ },
  setpriv: { command: 'setpriv', package: 'util-linux', tells: ['--version'], says: /util-linux/ },
  bwrap: { command: 'bwrap', package: 'bubblewrap', tells: ['--version'], says: /^bubblewrap / },
  nginx: { command: 'nginx', package: 'nginx', tells: ['-v'], says: /nginx version/ },
  lighttpd: { command: 'lighttpd', package: 'lighttpd', tells: ['-v'], says: /^lighttpd/ },
  chronyd: { command: 'chronyd', package: 'chrony', tells: ['--version'], says: /^chronyd \(chrony\)/ },
  git: { command: 'git', package: 'git', tells: ['--version'], says: /^git version/ },
  tshark: { command: 'tshark', package: 'tshark', tells: ['--version'], says: /^TShark/m },
  python3: { command: 'python3', package: 'python3-minimal', tells: ['--version'], says: /^Python 3/ },
} as const satisfies Record<string, NeededCommand>;

/** A program that does not even tell what it is in this time counts as missing, in milliseconds. */
const TELLS_WITHIN_MS = 30_000;

/**
 * The tests of this file talk with these commands. Where one is missing they are skipped, and a printed line says why;
 * continuous integration (`CI=true`) on Linux fails instead: there .ci/run installs them.
 */
export function needsCommand(...names: (keyof typeof COMMANDS)[]): void {
  const missing = Promise.all(names.map((name) => whyMissing(COMMANDS[name]))).then((all) => all.find(Boolean));
  const isCi = process.env.CI === 'true' && process.platform === 'linux';
  let isTold = false;
  beforeEach(async ({ skip }) => {
    const reason = await missing;
    if (reason === undefined) return;
    if (isCi) throw new Error(reason);
    if (!isTold) console.warn(`skipped: ${reason}`);
    isTold = true;
    skip(reason);
  }, 2 * TELLS_WITHIN_MS);
}

/** `telnet is not installed (apt-get install telnet)`; `undefined` when it is there. */
export async function whyMissing(needed: NeededCommand): Promise<string | undefined> {
  const { command, name = command, tells, says } = needed;
  const options = { env: ENVIRONMENT, all: true, reject: false, stdin: 'ignore', timeout: TELLS_WITHIN_MS } as const;
  const { all } = await execa(command, tells, options);
  return says.test(all ?? '') ? undefined : `${name} is not installed (apt-get install ${needed.package})`;
}
