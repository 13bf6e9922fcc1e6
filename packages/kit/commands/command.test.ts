import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { UsageError } from '../text/usage-error.ts';
import { command, dispatch, missingPackage } from './command.ts';

const KIT = fileURLToPath(new URL('..', import.meta.url));
const MAIN = join(KIT, 'commands/main.js');
const OPTIONS = {
  port: { type: 'string' },
  plain: { type: 'boolean' },
  topic: { type: 'string', multiple: true },
} as const;
const ADVICE = '"pnpm listen --help" says what there is.';

class Refused extends UsageError {
  override readonly exitCode = 1;
}

/** A command that takes one word, and does what the word says. */
const listen = command({
  name: 'listen',
  usage: 'Usage: pnpm listen [HOST] [--port N] [--plain]',
  options: OPTIONS,
  words: { one: 'host' },
  run({ flags, words: [host], workingDirectory }) {
    if (host === 'nowhere') throw new UsageError('There is no host "nowhere".\nName another.');
    if (host === 'forbidden') throw new Refused('It is forbidden.');
    if (host === 'full') throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' });
    if (host === 'gone') throw Object.assign(new Error('ENOENT: \x1b[31mx'), { code: 'ENOENT', syscall: 'open' });
    if (host === 'faulty') throw new TypeError('host.at is not a function');
    console.log([host, flags.port, flags.plain, workingDirectory].join(' '));
    return 3;
  },
});

let out: string[] = [];
let err: string[] = [];
beforeEach(() => {
  [out, err] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(text));
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(text));
});
afterEach(() => void vi.restoreAllMocks());

async function run(...args: string[]) {
  const code = await listen.run(args, '/course', '/here');
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('a command', () => {
  test.each([
    [['::1', '--port', '7', '--plain'], '::1 7 true /here'],
    [['--', '::1', '--port=7'], '::1 7  /here'],
    [['::1', '--', '--plain'], '::1  true /here'],
    [[], '   /here'],
  ])('%j does its work, and says how it ends', async (args, printed) => {
    expect(await run(...args)).toEqual({ code: 3, out: printed, err: '' });
  });

  test.each([[['--help']], [['-h']], [['a', 'b', '--help']]])('%j is how to use it', async (args) => {
    expect(await run(...args)).toEqual({ code: 0, out: 'Usage: pnpm listen [HOST] [--port N] [--plain]', err: '' });
  });

  test.each([
    [['--prot', '7'], `Unknown option '--prot'. Did you mean --port? ${ADVICE}`],
    [['--plian'], `Unknown option '--plian'. Did you mean --plain? ${ADVICE}`],
    [['--top=x'], `Unknown option '--top'. Did you mean --topic? ${ADVICE}`],
    [['--colour'], `Unknown option '--colour'. ${ADVICE}`],
    [['--hepl'], `Unknown option '--hepl'. Did you mean --help? ${ADVICE}`],
    [['-x'], `Unknown option '-x'. ${ADVICE}`],
    [['--port'], `Option '--port <value>' argument missing. ${ADVICE}`],
    [['--port', '--plain'], `Option '--port' argument missing. ${ADVICE}`],
    [['--plain=yes'], `Option '--plain' does not take an argument. ${ADVICE}`],
    [['a', 'b'], `One host at a time, not "a" and "b". ${ADVICE}`],
    [['--\x1b[31mx'], `Unknown option '--x'. ${ADVICE}`],
    [['nowhere'], 'There is no host "nowhere".\nName another.'],
  ])('%j is bad usage: what, and what to do', async (args, message) => {
    expect(await run(...args)).toEqual({ code: 2, out: '', err: message });
  });

  test('a refusal has an exit code of its own', async () => {
    expect(await run('forbidden')).toEqual({ code: 1, out: '', err: 'It is forbidden.' });
  });

  test('what the system refuses is a line, without escapes; a full disk is said to be one', async () => {
    expect(await run('gone')).toEqual({ code: 1, out: '', err: 'error: ENOENT: x' });
    expect((await run('full')).err).toMatch(
      /error: ENOSPC: no space left\. The disk is full, .* goes on from there\.$/,
    );
  });

  test('a fault of ours is said with where it is', async () => {
    const { code, err } = await run('faulty');
    expect(code).toBe(1);
    expect(err).toMatch(/^error: TypeError: host\.at is not a function\n {4}at .*command\.test\.ts/);
  });

  test('one without words, with an advice of its own, with words for another program, or with flags of another program', () => {
    const bare = command({ name: 'bare', options: OPTIONS, advice: 'Ask.', run: () => 0 });
    expect(() => bare.parse(['x'])).toThrow("Unexpected argument 'x'. Ask.");
    const starts = command({ name: 'starts', options: OPTIONS, words: 'many', takesRest: true, run: () => 0 });
    expect(starts.parse(['--', 'a', 'b', '--plain', '--', '--port', '--'])).toEqual({
      flags: { plain: true },
      words: ['a', 'b'],
      rest: ['--port', '--'],
    });
    const raw = command({ name: 'raw', run: () => 0 });
    expect(raw.parse(['a', '--', '--help']).words).toEqual(['a', '--', '--help']);
  });
});

describe('the dispatcher', () => {
  const commands = {
    listen: ['listens', async () => ({ default: listen })],
    broken: ['does not load', () => Promise.reject(new TypeError('no such module'))],
  } as const satisfies Parameters<typeof dispatch>[0];
  const call = async (...args: string[]) => ({ code: await dispatch(commands, args, '/course'), out, err });

  test('hands on what stands behind the name', async () => {
    expect(await call('listen', '::1', '--port', '7')).toMatchObject({
      code: 3,
      out: [expect.stringMatching(/^::1 7 {2}/)],
    });
  });

  test.each([
    [[], 2],
    [['--help'], 0],
    [['-h'], 0],
  ])('%j lists the commands', async (args, code) => {
    const list = `The commands of the course:

  pnpm listen  listens
  pnpm broken  does not load

Each says more with --help.`;
    expect(await call(...args)).toEqual({ code, out: [list], err: [] });
  });

  test.each([
    ['listne', 'There is no command "listne". Did you mean listen?'],
    ['constructor', 'There is no command "constructor". There are: listen, broken.'],
    ['--port', 'There is no command "--port". There are: listen, broken.'],
  ])('%s is no command', async (name, message) => {
    expect(await call(name)).toEqual({ code: 2, out: [], err: [message] });
  });

  test('a command that does not load is a fault of ours', async () => {
    expect(await call('broken')).toMatchObject({
      code: 1,
      err: [expect.stringContaining('TypeError: no such module')],
    });
  });
});

const NAMES = ['test', 'progress', 'try', 'replay', 'experiment', 'quiz', 'ready', 'summary'];

test('the commands of students, by a line each', () => {
  const { status, stdout } = spawnSync(process.execPath, [MAIN, '--help'], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect([...stdout.matchAll(/^ {2}pnpm (\S+) +\S/gm)].map(([, name]) => name)).toEqual(NAMES);
});

test('whoever read what it prints has gone: no error, and the exit code is that of the command', async () => {
  const child = spawn(process.execPath, [MAIN, 'quiz', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.skipIf(process.platform !== 'linux')('what cannot be written is said, exit code 1', () => {
  const words = `'${process.execPath}' '${MAIN}' quiz --help > /dev/full`;
  const { status, stderr } = spawnSync('sh', ['-c', words], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^error: .*ENOSPC.*\n$/) });
  const bad = spawnSync('sh', ['-c', words.replace('quiz --help', 'quix').replace('>', '2>')], { encoding: 'utf8' });
  expect(bad.status).toBe(2); // what is wrong comes first
});

describe('in a course where nothing is installed', () => {
  const course = mkdtempSync(join(tmpdir(), 'not installed é '));
  const kit = join(course, 'packages/kit');
  cpSync(KIT, kit, { recursive: true, filter: (path) => !path.includes(`${sep}node_modules`) });
  cpSync(join(KIT, '../../packages/udp-pair/topic.yaml'), join(course, 'packages/udp-pair/topic.yaml'));
  afterAll(() => rmSync(course, { recursive: true }));

  test.each([...NAMES.map((name) => [name]), ['test', '.'], ['test', 'udp-pair']])(
    '%s %s is one line, exit code 2',
    (...words) => {
      const cwd = join(course, 'packages/udp-pair');
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(kit, 'commands/main.js'), ...words], {
        cwd,
        encoding: 'utf8',
      });
      expect({ status, stdout, stderr }).toEqual({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(
          /^The package \S+ is not installed\. In the folder of the course, run: pnpm install\n$/,
        ),
      });
    },
  );
});

test('a file that is missing, or another error, is no package', () => {
  const error = (code: string, message: string) => Object.assign(new Error(message), { code });
  expect(missingPackage(error('ERR_MODULE_NOT_FOUND', "Cannot find module '/lab/x.ts' imported from /lab/y.ts"))).toBe(
    undefined,
  );
  expect(missingPackage(error('ENOENT', "Cannot find package 'x'"))).toBe(undefined);
  expect(missingPackage('yaml')).toBe(undefined);
});
