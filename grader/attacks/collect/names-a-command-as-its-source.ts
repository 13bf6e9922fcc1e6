import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SubmissionAttack } from '../attack.ts';
import type { Bait } from '../bait/bait.ts';
import { wroteInTheHome } from '../evidence.ts';

const LAYER = 'collection: git by https and ssh only';

export const attack: SubmissionAttack = {
  tries: 'names as its repository an address by which git starts a command',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'git with protocol.ext.allow',
  source: commandAddress,
  submit: (_classFolder, _student, bait) => writeScript(bait),
  evidence: wroteInTheHome,
  async control({ folder, world }) {
    const bait = world.baitFor('ext', folder);
    writeScript(bait);
    spawnSync('git', ['-c', 'protocol.ext.allow=always', 'ls-remote', commandAddress(bait)], { stdio: 'ignore' });
    return world.wasWritten(bait) ? 'the command ran' : undefined;
  },
};

/** gitremote-helpers(7), git-remote-ext(1): `% ` is a blank in an argument. */
function commandAddress(bait: Bait): string {
  return `ext::sh ${scriptOf(bait).replaceAll(' ', '% ')}`;
}

function scriptOf({ drop }: Bait): string {
  return `${drop}.sh`;
}

function writeScript(bait: Bait): void {
  mkdirSync(dirname(bait.drop), { recursive: true });
  writeFileSync(scriptOf(bait), `echo ${bait.token} > '${bait.drop}'\n`);
}
