import type * as Fs from 'node:fs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Zlib from 'node:zlib';
import { gzipSync } from 'node:zlib';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseCourse } from '../course.ts';
import { SAYS_HELLO, TinyCourse } from '../fixtures/tiny-course.ts';
import { collectClass } from './collect-class.ts';
import { makeZip } from './fixtures/make-zip.ts';

/** The call that fails, and with what. */
let fault: { call: string; error: Error } | undefined;
const { failing } = vi.hoisted(() => ({
  failing: <T extends object>(module: T, names: (keyof T)[]): T => {
    const replaced = names.map((name) => [
      name,
      (...args: unknown[]) => {
        if (fault?.call === name && !`${args[0]}`.includes('topic.yaml')) throw fault.error;
        return (module[name] as (...args: unknown[]) => unknown)(...args);
      },
    ]);
    return { ...module, ...Object.fromEntries(replaced) };
  },
}));
vi.mock('node:fs', async (original) => failing(await original<typeof Fs>(), ['lstatSync', 'openSync', 'readSync']));
vi.mock('node:zlib', async (original) => failing(await original<typeof Zlib>(), ['inflateRawSync', 'gunzipSync']));

const HELLO = 'packages/tiny/src/hello.ts';
const isOfSystem = (call: string, code: string) =>
  Object.assign(new Error(`${code}: ${call}`), { code, syscall: call });

let course: TinyCourse;
beforeEach(() => {
  course = new TinyCourse();
});
afterEach(() => {
  fault = undefined;
  course[Symbol.dispose]();
});

async function collected(path: string, state: 'folder' | 'archive', call: string, error: Error) {
  const topic = readTopic(join(course.repository, 'packages/tiny'));
  const student = { id: 'ana', name: 'Ana', submission: { state, base: course.submissions, path } } as const;
  const options = { repository: course.repository, course: parseCourse('title: Tiny', 'course.yaml') };
  fault = { call, error };
  const found = (await collectClass([student], [topic], options)).get('ana')?.get('tiny');
  fault = undefined;
  return found?.state === 'collected' ? 'collected' : `${found?.state}: ${found?.reason}`;
}

const LACKS = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO', 'ENOMEM', 'ESTALE', 'EREMOTEIO'];
const CALLS = ['lstatSync', 'openSync', 'readSync'];

describe('a folder', () => {
  test.each(LACKS.flatMap((code) => CALLS.map((call) => [code, call] as const)))('%s of %s', async (code, call) => {
    course.submit('ana', SAYS_HELLO);
    const found = await collected('ana', 'folder', call, isOfSystem(call, code));
    expect(found).toBe(`error: The submission cannot be read: ${code}: ${call}.`);
  });

  test.each(['EACCES', 'ELOOP', 'ENAMETOOLONG'])('its own: %s', async (code) => {
    course.submit('ana', SAYS_HELLO);
    expect(await collected('ana', 'folder', 'openSync', isOfSystem('openSync', code))).toMatch(
      /^rejected: .* cannot be read/,
    );
  });
});

describe('an archive', () => {
  async function archive(kind: string): Promise<string> {
    const [name, body] = [`ana${kind}`, SAYS_HELLO];
    const zip = () => makeZip([{ name: HELLO, content: body }]);
    const tar = async () => gzipSync(await packTar([{ header: { name: HELLO, size: body.length }, body }]));
    writeFileSync(join(course.submissions, name), kind === '.zip' ? zip() : await tar());
    return name;
  }
  const kinds = [
    ['.zip', 'inflateRawSync'],
    ['.tar.gz', 'gunzipSync'],
  ] as const;
  const lacks: [string, Error][] = [
    ['zlib has no memory', Object.assign(new Error('no memory'), { code: 'Z_MEM_ERROR' })],
    ['V8 has none', new RangeError('Array buffer allocation failed')],
    ['Node has none', Object.assign(new Error('none'), { code: 'ERR_MEMORY_ALLOCATION_FAILED' })],
  ];

  test.each(kinds.flatMap(([kind, call]) => lacks.map(([what, error]) => [kind, what, call, error] as const)))(
    '%s: %s',
    async (kind, _, call, error) => {
      expect(await collected(await archive(kind), 'archive', call, error)).toMatch(
        /^error: The submission cannot be read/,
      );
    },
  );

  test.each(kinds)('%s: its own, it is damaged', async (kind, call) => {
    const error = Object.assign(new Error('incorrect data check'), { code: 'Z_DATA_ERROR' });
    expect(await collected(await archive(kind), 'archive', call, error)).toMatch(/^rejected: .* is damaged/);
  });

  test.each(['EIO', 'EMFILE'])('%s', async (code) => {
    const found = await collected(await archive('.zip'), 'archive', 'readSync', isOfSystem('readSync', code));
    expect(found).toBe(`error: The submission cannot be read: ${code}: readSync.`);
  });
});
