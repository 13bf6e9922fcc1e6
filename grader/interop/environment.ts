import { delimiter } from 'node:path';

/**
 * The environment of the commands: the same words on every machine, whatever its language; `script` starts no shell but this
 * one; and servers are found that are for root's PATH only.
 */
export const ENVIRONMENT = {
  LC_ALL: 'C.UTF-8',
  PYTHONUTF8: '1',
  SHELL: '/bin/sh',
  TERM: 'dumb',
  PATH: [process.env.PATH, '/usr/sbin'].join(delimiter),
};
