import { expect, test } from 'vitest';
import { headSize } from './read-request.ts';

test.each([
  ['CR LF', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['LF', 'GET / HTTP/1.1\nHost: a\n\n'],
  ['both', 'GET / HTTP/1.1\nHost: a\r\n\n'],
  ['an empty line before it', '\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n'],
])('a head is whole with its empty line, and no byte sooner: %s', (_what, head) => {
  const bytes = Buffer.from(`${head}more`);
  for (let size = 0; size < head.length; size++) expect(headSize(bytes.subarray(0, size))).toBeUndefined();
  expect(headSize(bytes.subarray(0, head.length))).toBe(head.length);
  expect(headSize(bytes)).toBe(head.length);
});
