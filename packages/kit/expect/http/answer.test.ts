import { expect, test } from 'vitest';
import { Chance } from '../../peers/chance.ts';
import { bodiless, chunked, counted, untilClose } from './answer.ts';
import { cutAnywhere, cutAt } from './cut.ts';

test('counted: in bytes, behind the other headers', () => {
  const { head, body, bytes } = counted('ñandú\n', { headers: ['X-One: 1'] });
  expect(String(head)).toBe('HTTP/1.1 200 OK\r\nX-One: 1\r\nContent-Length: 8\r\n\r\n');
  expect(String(body)).toBe('ñandú\n');
  expect(bytes).toEqual(Buffer.concat([head, body]));
});

test('counted: the name as it is to be written, another status', () => {
  const { head } = counted('', { status: '404 Not Found', name: 'CONTENT-length' });
  expect(String(head)).toBe('HTTP/1.1 404 Not Found\r\nCONTENT-length: 0\r\n\r\n');
});

test('chunked: sizes in hexadecimal digits, and as they are to be written', () => {
  const chunks = ['hola ', { data: 'a'.repeat(26), size: '001A', extension: ';a="b"' }, Buffer.of(0, 255)];
  const { head, body, bytes } = chunked(chunks, { last: '00', trailers: ['X-Sum: 33'] });
  expect(String(head)).toBe('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  expect(body).toEqual(Buffer.concat([Buffer.from(`hola ${'a'.repeat(26)}`), Buffer.of(0, 255)]));
  expect(bytes.subarray(head.length)).toEqual(
    Buffer.concat([
      Buffer.from(`5\r\nhola \r\n001A;a="b"\r\n${'a'.repeat(26)}\r\n2\r\n`),
      Buffer.of(0, 255),
      Buffer.from('\r\n00\r\nX-Sum: 33\r\n\r\n'),
    ]),
  );
});

test('chunked: nothing at all', () => {
  const { head, body, bytes } = chunked([]);
  expect(body).toHaveLength(0);
  expect(String(bytes.subarray(head.length))).toBe('0\r\n\r\n');
});

test('until the end of the connection, and without a body', () => {
  expect(String(untilClose('hola').bytes)).toBe('HTTP/1.1 200 OK\r\n\r\nhola');
  const notModified = bodiless({ status: '304 Not Modified', headers: ['Content-Length: 5'] });
  expect(String(notModified.bytes)).toBe('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n');
  expect(notModified.body).toHaveLength(0);
});

test('bytes are cut where it is said', () => {
  expect(cutAt(Buffer.from('abcdef'), [1, 4]).map(String)).toEqual(['a', 'bcd', 'ef']);
  expect(cutAt(Buffer.from('abc'), []).map(String)).toEqual(['abc']);
});

test('bytes are cut anywhere: the same seed cuts the same, no part is empty, nothing is lost', () => {
  const bytes = Buffer.from('abcdefghijklmnopqrstuvwxyz');
  const parts = (seed: number) => cutAnywhere(bytes, { count: 5, chance: new Chance(seed, 'cut') }).map(String);
  expect(parts(1)).toEqual(parts(1));
  expect(parts(1)).not.toEqual(parts(2));
  for (let seed = 0; seed < 50; seed++) {
    expect(parts(seed).join('')).toBe(String(bytes));
    expect(parts(seed)).not.toContain('');
  }
});
