import { expect, test } from 'vitest';
import { classOfFolders, classOfRoster, type Entry, type Submission } from './class-list.ts';
import { parseRoster } from './roster.ts';

const NOT_GRADED = 'so it is not graded. Add a line, or remove it.';
const folders = (...names: string[]): Entry[] => names.map((name) => ({ name, kind: 'folder' }));
const places = { submissions: '/class', roster: '/class' };
const ofRoster = (csv: string, entries: Entry[]) => classOfRoster(parseRoster(csv, 'roster.csv'), entries, places);
const inShort = ({ students }: ReturnType<typeof classOfFolders>) =>
  students.map(({ id, submission }) => [id, inWords(submission)]);

function inWords(submission: Submission): string {
  switch (submission.state) {
    case 'folder':
      return submission.path;
    case 'archive':
      return `archive ${submission.path}`;
    case 'git':
      return [`git by ${submission.protocol}`, submission.url, submission.revision].filter(Boolean).join(' ');
    case 'missing':
    case 'rejected':
      return submission.reason;
    default:
      return submission satisfies never;
  }
}

test('without a roster every folder is a student, in the order of the alphabet', () => {
  const entries = [...folders('ñu', 'zoe', 'José María', '.git'), { name: 'README.md', kind: 'file' } as const];
  expect(inShort(classOfFolders(entries, '/class'))).toEqual([
    ['José María', 'José María'],
    ['ñu', 'ñu'],
    ['zoe', 'zoe'],
  ]);
});

test('folders that cannot be a submission are students who are told so', () => {
  const entries: Entry[] = [
    ...folders('Ana', 'ana', 'zoe😀', 'con', '__proto__'),
    { name: 'ben', kind: 'link' },
    { name: 'carl.zip', kind: 'file' },
    { name: 'con.tar.gz', kind: 'file' },
  ];
  expect(Object.fromEntries(inShort(classOfFolders(entries, '/class')))).toEqual({
    Ana: 'The ids "Ana" and "ana" differ in case only. Rename one of them.',
    ana: 'The ids "ana" and "Ana" differ in case only. Rename one of them.',
    ben: '"ben" is a link. Put the folder itself there.',
    carl: 'archive carl.zip',
    con: 'There are two submissions of "con". Remove one of them.',
    'zoe😀': 'The id "zoe😀" has "😀" in it. Use letters, digits, blanks and . _ - @ + only.',
    ['__proto__']: '__proto__',
  });
});

test('with a roster its lines are the students, and their folders stand under their ids', () => {
  const list = ofRoster('id,name\nben,Ben\njosé,José\nana,\n', folders('ana', 'ben', 'jose\u0301'));
  expect(list.students.map(({ name }) => name)).toEqual(['Ben', 'José', 'ana']);
  expect(inShort(list)).toEqual([
    ['ben', 'ben'],
    ['josé', 'jose\u0301'],
    ['ana', 'ana'],
  ]);
  expect(list.notices).toEqual([]);
});

test('a student without a folder, a folder without a line', () => {
  const files: Entry[] = ['carl', 'dora.tar.gz', 'notes.txt'].map((name) => ({ name, kind: 'file' }));
  const list = ofRoster('id\nana\nben\ncarl\n', [...folders('Ana', 'zoe'), ...files]);
  expect(inShort(list)).toEqual([
    ['ana', 'There is no folder "ana", but one "Ana". Rename the folder, or the id.'],
    ['ben', 'There is no folder "ben".'],
    ['carl', 'There is no folder "carl".'],
  ]);
  expect(list.notices).toEqual([
    `Ana: no line of the roster names this folder, ${NOT_GRADED}`,
    `zoe: no line of the roster names this folder, ${NOT_GRADED}`,
    `dora.tar.gz: no line of the roster names this archive, ${NOT_GRADED}`,
  ]);
});

test('an archive stands for a folder, and never beside one', () => {
  const files: Entry[] = ['ana.zip', 'ben.tar.gz', 'jose\u0301.TGZ', 'con.zip'].map((name) => ({ name, kind: 'file' }));
  const list = ofRoster('id\nana\nben\njosé\ncon\n', [...files, ...folders('con')]);
  expect(inShort(list)).toEqual([
    ['ana', 'archive ana.zip'],
    ['ben', 'archive ben.tar.gz'],
    ['josé', 'archive jose\u0301.TGZ'],
    ['con', 'There are "con.zip" and "con". Remove one of them.'],
  ]);
});

test('a source is a folder or an archive under the roster or under the submissions, or a git repository', () => {
  const outside = (source: string) =>
    `The source "${source}" is outside the roster's folder. Put the submission under it.`;
  const sources: [id: string, source: string, submission: string][] = [
    ['a', 'week 3/ana', 'week 3/ana'],
    ['b', '/class/ben', 'ben'],
    ['c', '../carl', outside('../carl')],
    ['d', 'https://git.example/d', 'git by https https://git.example/d'],
    ['e', 'git@git.example:e/lab.git', 'git by ssh git@git.example:e/lab.git'],
    ['f', 'work/f.zip', 'archive work/f.zip'],
    ['g', '.', outside('.')],
    ['h', 'file:///etc', 'git by file file:///etc'],
    ['i', 'https://git.example/i.git#week-3', 'git by https https://git.example/i.git week-3'],
    ['j', 'git.example:j/lab.git', 'git by ssh git.example:j/lab.git'],
    ['k', 'C:\\labs\\k', 'C:\\labs\\k'],
    ['l', '/etc/l.zip', outside('/etc/l.zip')],
  ];
  const csv = ['id,source', ...sources.map(([id, source]) => `${id},${source}`)].join('\n');
  const list = ofRoster(csv, folders('week 3', 'ben', 'other'));
  expect(inShort(list)).toEqual(sources.map(([id, , submission]) => [id, submission]));
  expect(list.notices).toEqual([`other: no line of the roster names this folder, ${NOT_GRADED}`]);
});

test('ids of a roster that are refused', () => {
  expect(inShort(ofRoster('id\n../x\nAna\nana\n', folders('Ana', 'ana')))).toEqual([
    ['../x', 'The id "../x" begins with ".". Begin it with a letter or a digit.'],
    ['Ana', 'The ids "Ana" and "ana" differ in case only. Rename one of them.'],
    ['ana', 'The ids "ana" and "Ana" differ in case only. Rename one of them.'],
  ]);
});
