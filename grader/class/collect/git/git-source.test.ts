import { expect, test } from 'vitest';
import { faultOfGitSource, parseGitSource } from './git-source.ts';

const ALLOWS = 'and course.yaml allows https, ssh. Name another, or allow it there';

test.each([
  ['https://host.example/ana/lab.git', 'https', undefined, 'https://host.example/ana/lab.git'],
  ['https://host.example/ana/lab.git#week-3', 'https', 'week-3', 'https://host.example/ana/lab.git'],
  ['HTTPS://host.example/ana/lab#', 'https', undefined, 'HTTPS://host.example/ana/lab'],
  ['https://token@host.example/lab', 'https', undefined, 'https://host.example/lab'],
  ['https://ana:s3c%40ret@host.example/lab#v1', 'https', 'v1', 'https://host.example/lab'],
  ['https://ana:s3c#ret@host.example/lab', 'https', 'ret@host.example/lab', 'https://host.example/lab'],
  ['https://host.example/lab?private_token=s3cret#v1', 'https', 'v1', 'https://host.example/lab'],
  ['ssh://git@host.example:2222/lab.git', 'ssh', undefined, 'ssh://git@host.example:2222/lab.git'],
  ['ssh://git:s3cret@host.example/lab.git', 'ssh', undefined, 'ssh://host.example/lab.git'],
  ['git@host.example:ana/lab.git#week-3', 'ssh', 'week-3', 'git@host.example:ana/lab.git'],
  ['host.example:ana/lab.git', 'ssh', undefined, 'host.example:ana/lab.git'],
  ['file:///srv/lab.git', 'file', undefined, 'file:///srv/lab.git'],
  ['ext::sh -c x#y', 'ext', undefined, 'ext::sh -c x#y'],
])('%s', (source, protocol, revision, shown) => {
  const parsed = parseGitSource(source);
  expect([parsed?.protocol, parsed?.revision, parsed?.shown]).toEqual([protocol, revision, shown]);
});

test.each([
  'week 3/ana',
  '../ana',
  'ana.zip',
  'C:\\labs\\ana',
  'c:/labs',
  '--upload-pack=x',
  '-oProxyCommand=x',
  '',
  '.',
])('%j is a path', (source) => {
  expect(parseGitSource(source)).toBeUndefined();
});

const fault = (source: string, protocols = ['https', 'ssh']) => {
  const parsed = parseGitSource(source);
  return parsed && faultOfGitSource(parsed, protocols);
};

test.each([
  'https://host.example/lab',
  'https://ana:s3cret@host.example:8443/lab.git#feature/x_1.2',
  'https://[::1]/lab',
  'ssh://git@host.example/~ana/lab',
  'git@host.example:ana/lab.git',
  'host.example:lab',
])('%s is right', (source) => {
  expect(fault(source)).toBeUndefined();
});

test.each([
  ['http://host.example/lab', `is reached by http:, ${ALLOWS}`],
  ['ext::sh -c x', `is reached by ext:, ${ALLOWS}`],
  ['ssh://-oProxyCommand=x/lab', 'names no host. Write it as https://host/owner/repository.git'],
  ['ssh://-x@host.example/lab', 'names no host. Write it as https://host/owner/repository.git'],
  ['https:/host/lab', 'names no host. Write it as https://host/owner/repository.git'],
  ['https://host', 'names no host. Write it as https://host/owner/repository.git'],
  ['https://host/a b', 'has a blank in it. Write it as %20'],
  ['https://host/a\nb', 'has a blank in it. Write it as %20'],
  ...['-x', 'a..b', 'a b', 'x^{tree}', 'x:y', '/x', 'x/', 'x.lock', '@{u}x', 'a//b', '.x'].map((revision) => [
    `https://host.example/lab#${revision}`,
    revision === 'a b' ? expect.any(String) : 'names no branch, tag or commit after its "#". Mend that',
  ]),
])('%j', (source, words) => {
  expect(fault(source)).toEqual(words);
});
