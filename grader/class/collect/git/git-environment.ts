import { devNull } from 'node:os';
import type { GitSource } from './git-source.ts';

/** The name under which git knows the repository: its address may hold a token, and a command line is for all to see. */
export const REMOTE = 'submission';

/**
 * Settings of every git here. No file of the user's or the machine's is read, so these are all there are: nothing is
 * checked out, so no hook, filter or submodule has a place; but neither would run.
 */
const SETTINGS = {
  'core.hooksPath': devNull,
  'core.fsmonitor': 'false',
  'core.askPass': '',
  'core.bigFileThreshold': '1m', // streams what is larger
  'credential.helper': '',
  'fetch.recurseSubmodules': 'false',
  'fetch.unpackLimit': '1', // one pack, whose size is limited, and not many files
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'pack.threads': '1',
  'protocol.version': '2',
};

/** For ssh: never asks, leaves nothing running, and lends the server nothing of the user's but a signature of the key. */
const SSH_SETTINGS = {
  BatchMode: 'yes',
  ConnectTimeout: '20',
  ControlMaster: 'no',
  ForwardAgent: 'no',
  ForwardX11: 'no',
  ClearAllForwardings: 'yes',
  PermitLocalCommand: 'no',
};

/**
 * The environment of a git program: the user's own, for the sake of proxies and ssh's agent, without what steers git.
 * `GIT_SSH_COMMAND` names another ssh.
 */
export function gitEnvironment(
  directory: string,
  protocols: readonly string[],
  { url }: Pick<GitSource, 'url'>,
  user: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const others = Object.entries(user).filter(([name]) => !/^(GIT_|SSH_ASKPASS|LC_|LANG)/i.test(name));
  const sshFlags = Object.entries(SSH_SETTINGS).map(([name, value]) => `-o${name}=${value}`);
  const settings = Object.entries({ ...SETTINGS, [`remote.${REMOTE}.url`]: url });
  return {
    ...Object.fromEntries(others),
    LC_ALL: 'C',
    GIT_DIR: directory,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: protocols.join(':'),
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_SSH_COMMAND: [user.GIT_SSH_COMMAND ?? 'ssh', ...sshFlags].join(' '),
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, name],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
