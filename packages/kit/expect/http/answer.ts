import { type Chunk, encodeChunks } from './encode-chunks.ts';

/** What the HTTP peer answers, and what a client should make of it. */
export interface Answer {
  /** The status line, the header lines and the empty line, each with its CR LF. */
  head: Buffer;
  /** The body, decoded. */
  body: Buffer;
  /** All that travels: the head, and the body in its framing. */
  bytes: Buffer;
}

export interface AnswerOptions {
  /** The status code and its words; `200 OK` when left out. */
  status?: string;
  /** Header lines before the one that tells how the body ends, without line ends: `Content-Type: text/plain`. */
  headers?: readonly string[];
}

export interface CountedOptions extends AnswerOptions {
  /** How the header's name is written: `CONTENT-LENGTH`. */
  name?: string;
}

export interface ChunkedOptions extends AnswerOptions {
  /** How the header's name is written: `transfer-encoding`. */
  name?: string;
  /** How the size of the last chunk is written; `0` when left out. */
  last?: string;
  /** Lines between the last chunk and the end. */
  trailers?: readonly string[];
}

/** An answer whose body has as many bytes as its Content-Length says (RFC 9112 §6.2). */
export function counted(body: string | Uint8Array, options: CountedOptions = {}): Answer {
  const { name = 'Content-Length', headers = [] } = options;
  const bytes = Buffer.from(body as string);
  return answer(bytes, bytes, { ...options, headers: [...headers, `${name}: ${bytes.length}`] });
}

/** An answer whose body comes in chunks (RFC 9112 §7.1). */
export function chunked(chunks: readonly (string | Uint8Array | Chunk)[], options: ChunkedOptions = {}): Answer {
  const { name = 'Transfer-Encoding', headers = [], last, trailers } = options;
  const { body, bytes } = encodeChunks(chunks, { last, trailers });
  return answer(body, bytes, { ...options, headers: [...headers, `${name}: chunked`] });
}

/** An answer whose body ends with the connection (RFC 9112 §6.3, rule 8). */
export function untilClose(body: string | Uint8Array, options: AnswerOptions = {}): Answer {
  const bytes = Buffer.from(body as string);
  return answer(bytes, bytes, options);
}

/** An answer that has no body whatever its headers say: 204 and 304 (RFC 9112 §6.3, rule 1). */
export function bodiless(options: AnswerOptions & { status: string }): Answer {
  return answer(Buffer.alloc(0), Buffer.alloc(0), options);
}

function answer(body: Buffer, framed: Buffer, { status = '200 OK', headers = [] }: AnswerOptions): Answer {
  const head = Buffer.from([`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n'), 'latin1');
  return { head, body, bytes: Buffer.concat([head, framed]) };
}
