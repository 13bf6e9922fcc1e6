import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, cpSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { execa } from 'execa';
import { atEveryLevel, type Evidence, type Scratch, type SubmissionAttack } from '../attack.ts';
import { HONEST } from '../course/hostile-course.ts';
import { ALONE_PATH, put, SAYS_HELLO } from '../course/submission.ts';
import { gotPoints, wasAccepted, wroteInTheHome } from '../evidence.ts';
import { type Bait, holds } from '../world/world.ts';

export const attacks: Record<string, SubmissionAttack> = {
  'links-to-anothers-program': {
    tries: 'hands in a link to the program of another student',
    stoppedBy: atEveryLevel('collection: regular files only'),
    without: 'copied as cp -rL does',
    submit: linkTheProgram,
    evidence: gotPoints,
    control: (scratch) => copyLinks(scratch, linkTheProgram),
  },
  'links-its-folder-to-anothers': {
    tries: 'hands in a folder that is a link into the folder of another student',
    stoppedBy: atEveryLevel('collection: no link on the way'),
    without: 'copied as cp -rL does',
    submit: linkTheFolder,
    evidence: gotPoints,
    control: (scratch) => copyLinks(scratch, linkTheFolder),
  },
  'hands-in-a-pipe': {
    tries: 'hands in a named pipe: who reads it waits for ever',
    stoppedBy: atEveryLevel('collection: regular files only'),
    without: 'read as cat does',
    impossible: () => (process.platform === 'win32' ? 'Windows has no named pipes among its files' : undefined),
    submit: makePipe,
    evidence: wasAccepted,
    async control({ folder }) {
      makePipe(folder, 'student');
      const pipe = join(folder, 'student', ALONE_PATH);
      const cat = spawn('cat', [pipe], { stdio: 'ignore' });
      const ended = once(cat, 'exit');
      while (!hasReader(pipe)) await nextTurn();
      await ended; // the writer came and went: only that has ended it
      return 'it waits until somebody writes';
    },
  },
  'brings-its-own-configuration': {
    tries: 'hands in test runner settings, package scripts, .npmrc and modules that run code of its own',
    stoppedBy: atEveryLevel('collection: declared files only'),
    without: 'vitest in the folder that was handed in',
    submit: configure,
    evidence: wroteInTheHome,
    async control({ folder, world }) {
      const bait = world.baitFor('configuration', folder);
      configure(folder, 'student', bait);
      const root = join(folder, 'student', 'packages', 'alone');
      await execa('vitest', ['run', '--root', root, '--passWithNoTests'], {
        preferLocal: true,
        localDir: import.meta.dirname,
        reject: false,
      });
      return world.wasWritten(bait) ? 'its code ran as the instructor' : undefined;
    },
  },
  'brings-a-repository-that-runs-commands': {
    tries: 'hands in its .git folder, in which git’s own settings and hooks name commands',
    stoppedBy: atEveryLevel('collection: no git in a folder that was handed in'),
    without: 'git status in that folder',
    submit: hookRepository,
    evidence: wroteInTheHome,
    async control({ folder, world }) {
      const bait = world.baitFor('hooks', folder);
      hookRepository(folder, 'student', bait);
      const trust = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
      const cwd = join(folder, 'student');
      spawnSync('git', ['status'], { cwd, stdio: 'ignore', env: { ...process.env, ...trust } });
      return world.wasWritten(bait) ? 'the command ran' : undefined;
    },
  },
  'names-a-command-as-its-source': {
    tries: 'names as its repository an address by which git starts a command',
    stoppedBy: atEveryLevel('collection: git by https and ssh only'),
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
  },
};

function linkTheProgram(classFolder: string, student: string): void {
  const path = join(classFolder, student, ALONE_PATH);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(classFolder, HONEST, ALONE_PATH), path);
}

function linkTheFolder(classFolder: string, student: string): void {
  mkdirSync(join(classFolder, student), { recursive: true });
  symlinkSync(join('..', HONEST, 'packages'), join(classFolder, student, 'packages'));
}

/** Collects what was linked as one does who follows links. */
async function copyLinks({ folder }: Scratch, link: typeof linkTheProgram): Promise<Evidence> {
  put(join(folder, HONEST), ALONE_PATH, SAYS_HELLO);
  link(folder, 'thief');
  cpSync(join(folder, 'thief'), join(folder, 'copy'), { recursive: true, dereference: true });
  return holds(join(folder, 'copy', ALONE_PATH), SAYS_HELLO) ? 'another’s program, as its own' : undefined;
}

function makePipe(classFolder: string, student: string): void {
  const path = join(classFolder, student, ALONE_PATH);
  mkdirSync(dirname(path), { recursive: true });
  execFileSync('mkfifo', [path]);
}

/** A pipe that nobody reads cannot be opened for writing at once: ENXIO (fifo(7)). */
function hasReader(pipe: string): boolean {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    return false;
  }
}

function configure(classFolder: string, student: string, { drop, token }: Bait): void {
  const folder = join(classFolder, student);
  const run = `require('node:fs').writeFileSync(${JSON.stringify(drop)}, '${token}')`;
  const script = `node -e "${run.replaceAll('"', '\\"')}"`;
  const names = ['preinstall', 'install', 'postinstall', 'prepare', 'test', 'grade'];
  const scripts = Object.fromEntries(names.map((name) => [name, script]));
  put(folder, ALONE_PATH, SAYS_HELLO);
  for (const place of ['', 'packages/alone/', 'packages/alone/src/']) {
    put(folder, `${place}run.cjs`, `${run};\n`);
    put(folder, `${place}vitest.config.ts`, `import './run.cjs';\nexport default {};\n`);
    put(folder, `${place}package.json`, JSON.stringify({ type: 'module', scripts }));
    put(folder, `${place}.npmrc`, 'node-options=--require ./run.cjs\nscript-shell=./run.cjs\n');
    put(folder, `${place}.pnpmfile.cjs`, `${run};\n`);
    put(folder, `${place}tsconfig.json`, '{ "compilerOptions": { "paths": { "node:*": ["./run.cjs"] } } }');
    put(folder, `${place}turbo.json`, '{ "tasks": { "grade": { "cache": false } } }');
    put(folder, `${place}node_modules/vitest/package.json`, '{ "main": "../../run.cjs" }');
    put(folder, `${place}node_modules/@socket-lab/kit/index.js`, `${run};\n`);
  }
}

function hookRepository(classFolder: string, student: string, { drop, token }: Bait): void {
  const folder = join(classFolder, student);
  put(folder, ALONE_PATH, SAYS_HELLO);
  spawnSync('git', ['init', '--quiet', '--template=', folder]);
  put(folder, '.git/run.sh', `#!/bin/sh\necho ${token} > '${drop}'\n`);
  spawnSync('git', ['config', 'core.fsmonitor', 'sh .git/run.sh'], { cwd: folder });
  put(folder, '.git/hooks/post-checkout', `#!/bin/sh\nsh .git/run.sh\n`);
}

/** gitremote-helpers(7), git-remote-ext(1): `% ` is a blank in an argument. */
function commandAddress({ drop }: Bait): string {
  return `ext::sh ${`${drop}.sh`.replaceAll(' ', '% ')}`;
}

function writeScript({ drop, token }: Bait): void {
  mkdirSync(dirname(drop), { recursive: true });
  writeFileSync(`${drop}.sh`, `echo ${token} > '${drop}'\n`);
}
