import { quotedText } from './quoted-text.ts';
import type { RequestText } from './read-request.ts';
import type { RequestFault, Target } from './request-fault.ts';

/** What is wrong with the first line of a GET request. */
export function* requestLineFaults({ lines }: RequestText, { path }: Target): Generator<RequestFault> {
  const [{ text } = { text: '' }] = lines;
  const right = `GET ${path} HTTP/1.1`;
  if (text === right) return;
  yield {
    part: 'request line',
    summary: requestLineInWords(text, path),
    expected: `"${right}"`,
    received: text === '' ? 'an empty line' : quotedText(text),
  };
}

function requestLineInWords(text: string, path: string): string {
  const [method = '', target, version, ...more] = text.split(' ');
  if (text === '') return 'The request begins with an empty line (RFC 9112 §2.2).';
  if (version === undefined || more.length > 0 || target === '') {
    return 'The request line is not three words with one blank between them (RFC 9112 §3).';
  }
  if (method !== 'GET') {
    const isCase = method.toUpperCase() === 'GET';
    return isCase ? 'The method is not in capitals (RFC 9110 §9.1).' : 'The method is not GET (RFC 9110 §9.3.1).';
  }
  if (target !== path) {
    const isWhole = /^https?:/i.test(target ?? '');
    return isWhole
      ? 'The request line names more than the path (RFC 9112 §3.2.1).'
      : 'The request line names another path (RFC 9112 §3.2.1).';
  }
  return 'The version is not HTTP/1.1 (RFC 9112 §2.3).';
}
