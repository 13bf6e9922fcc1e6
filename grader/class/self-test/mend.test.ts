import { expect, test } from 'vitest';
import { type Machine, whyNoBubblewrap } from './mend.ts';

const AS_ROOT = 'Run as root: ';
const DENIED = 'bwrap: setting up uid map: Permission denied';

const why = (fault: string, machine: Partial<Machine> = {}) =>
  whyNoBubblewrap(fault, { platform: 'linux', isThere: () => true, setting: () => undefined, ...machine });
const only = (name: string, value: string) => ({ setting: (each: string) => (each === name ? value : undefined) });

test.each<[string, Partial<Machine>, string]>([
  [DENIED, { platform: 'darwin' }, 'only Linux has namespaces.'],
  [DENIED, { isThere: (name) => name !== 'bwrap' }, 'bwrap is not installed. Run as root: apt-get install bubblewrap'],
  [DENIED, { isThere: (name) => name !== 'setpriv' }, `setpriv is not installed. ${AS_ROOT}apt-get install util-linux`],
  [
    'bwrap: Unknown option --disable-userns',
    {},
    'bwrap is too old (bwrap: Unknown option --disable-userns). Install bubblewrap 0.8 or newer.',
  ],
  [
    DENIED,
    only('kernel.unprivileged_userns_clone', '0'),
    `${DENIED}. Run as root: sysctl -w kernel.unprivileged_userns_clone=1`,
  ],
  [DENIED, only('user.max_user_namespaces', '0'), `${DENIED}. Run as root: sysctl -w user.max_user_namespaces=10000`],
  [
    DENIED,
    only('kernel.apparmor_restrict_unprivileged_userns', '1'),
    `${DENIED}. AppArmor forbids it: load its profile for bwrap (apt-get install apparmor-profiles), or run as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`,
  ],
  ['it stops no program that wants to write a file', {}, 'it stops no program that wants to write a file.'],
  // A setting is not blamed for what has nothing to do with it.
  ['this container has no user 61017', only('user.max_user_namespaces', '0'), 'this container has no user 61017.'],
])('%s', (fault, machine, words) => {
  expect(why(fault, machine)).toBe(words);
});

test('nothing else is known: a container, perhaps', () => {
  expect(why(DENIED)).toMatch(/^bwrap: setting up uid map: Permission denied\. In a container: /);
});
