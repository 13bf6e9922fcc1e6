import { connect } from 'node:net';
import { sizeInWords } from '@socket-lab/kit/submission/submission-limits';
import { Refusal } from '@socket-lab/kit/submission/submitted-files';
import type { CollectLimits } from '../limits.ts';
import type { GitSource } from './git-source.ts';
import type { GitEnd } from './run-git.ts';

const REFUSALS: [RegExp, (shown: string) => string][] = [
  [
    /Authentication failed|could not read (Username|Password)|Permission denied \(|returned error: 40[13]|access denied/i,
    (shown) => `The repository ${shown} is not there, or lets nobody in. Make it public, or give the course access.`,
  ],
  [
    /not found|does not exist|does not appear to be a git repository|returned error: 4\d\d|not valid: is this a git repo/i,
    (shown) => `There is no repository at ${shown}. Mend the source.`,
  ],
  [
    /transport '.*' not allowed|protocol .* (not supported|disabled)|unsupported protocol/i,
    (shown) => `The repository ${shown} leads on by a protocol that course.yaml does not allow. Name where it is now.`,
  ],
  [
    /strange (hostname|pathname)|bad port|URL (rejected|using bad)/i,
    (shown) => `${shown} is no address. Mend the source.`,
  ],
  [
    /out of memory|cannot allocate|mmap failed/i,
    (shown) => `The repository ${shown} takes more memory than any submission needs. Hand in a .zip.`,
  ],
];

/** What this machine lacks, or cannot do. A server may say so of itself: then nobody has the repository either. */
const OF_THE_MACHINE =
  /No space left|quota exceeded|Too many open files|Input\/output error|Read-only file system|unable to create thread|[Cc]annot fork|temporarily unavailable|died of signal (?:1|2|9|15)\b/;

/** What comes from the network, whatever else git says of it. */
const CUT_OFF = /early EOF|unexpected disconnect|hung up unexpectedly|Connection (reset|closed|timed out|refused)/i;

/** A pack, or an object of it, that is none. */
const DAMAGED = /index-pack (failed|died)|unpack-objects|bad object|corrupt|did not send all necessary/i;
const HOST_ANSWERS_WITHIN_MS = 5_000;

/** A submission that could not be had, for all we know through no fault of its own; the message says why. */
export class Unreachable extends Error {}

/** Why a git program failed: a Refusal where it is the repository, Unreachable where it may be the network or the machine. */
export async function gitFault(
  { failed, stderr }: GitEnd,
  { url, shown, protocol }: GitSource,
  { repositoryBytes, fetchMs }: Pick<CollectLimits, 'repositoryBytes' | 'fetchMs'>,
): Promise<Refusal | Unreachable> {
  if (failed === 'not installed') return new Unreachable('git is not installed (apt-get install git).');
  if (failed === 'size') {
    const limit = sizeInWords(repositoryBytes);
    return new Refusal(`The repository ${shown} is larger than ${limit}. Take out what is not yours: node_modules.`);
  }
  if (failed === 'time') {
    const what = `The repository ${shown} did not come within ${fetchMs / 1000} s.`;
    return (await isThere(url, protocol)) ? new Refusal(`${what} Make it smaller.`) : new Unreachable(what);
  }
  if (OF_THE_MACHINE.test(stderr)) {
    return new Unreachable(`The repository ${shown} cannot be had: ${whatGitSays(stderr, { url, shown })}.`);
  }
  const words = REFUSALS.find(([pattern]) => pattern.test(stderr));
  if (words) return new Refusal(words[1](shown));
  if (DAMAGED.test(stderr) && !CUT_OFF.test(stderr)) {
    return new Refusal(`The repository ${shown} is damaged. Make a new one, or hand in a .zip.`);
  }
  return new Unreachable(`The repository ${shown} cannot be had: ${whatGitSays(stderr, { url, shown })}.`);
}

/** Whether something listens there: then it is not the network that was slow. */
function isThere(url: string, protocol: string): Promise<boolean> {
  const place = placeOf(url, protocol);
  if (!place) return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = connect({ ...place, timeout: HOST_ANSWERS_WITHIN_MS });
    const end = (found: boolean) => {
      socket.destroy();
      resolve(found);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

const PORTS: Record<string, number> = { https: 443, http: 80, ssh: 22, git: 9418 };

function placeOf(url: string, protocol: string): { host: string; port: number } | undefined {
  const port = PORTS[protocol];
  if (port === undefined) return undefined;
  const [, host = '', own] = /^(?:[a-z]+:\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:]*)(?::(\d+)(?=\/))?/i.exec(url) ?? [];
  return { host: host.replaceAll(/[[\]]/g, ''), port: own === undefined ? port : Number(own) };
}

/** The line that says most, without secrets. */
function whatGitSays(stderr: string, { url, shown }: Pick<GitSource, 'url' | 'shown'>): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line !== '' && !/^(warning|remote):/.test(line));
  const line = lines.find((each) => /^(fatal|error|ssh|kex|host)/i.test(each)) ?? lines[0] ?? 'git says nothing';
  const plain = line.replaceAll(url, shown).replaceAll(/:\/\/[^/\s]*@/g, '://');
  return plain
    .replace(/^(fatal|error): /, '')
    .replace(/[.\s]+$/, '')
    .slice(0, 300);
}
