export interface HttpAnswer {
  /** The status line, the header lines and the empty line, each with its CR LF. */
  head: Buffer;
  body: Buffer;
  /** All that travels: the head, and the body in its framing. */
  bytes: Buffer;
}

interface AnswerOptions {
  /** The status code and its words; `200 OK` when left out. */
  status?: string;
  /** Header lines before the one that tells how the body ends, without line ends: `Content-Type: text/plain`. */
  headers?: readonly string[];
}

interface CountedOptions extends AnswerOptions {
  /** How the header's name is written: `CONTENT-LENGTH`. */
  name?: string;
}

interface ChunkedOptions extends AnswerOptions {
  name?: string;
  /** How the size of the last chunk is written; `0` when left out. */
  last?: string;
  /** Lines between the last chunk and the end. */
  trailers?: readonly string[];
}

/** An answer whose body has as many bytes as its Content-Length says (RFC 9112 §6.2). */
export function counted(body: string | Uint8Array, options: CountedOptions = {}): HttpAnswer {
  const { name = 'Content-Length', headers = [] } = options;
  const bytes = Buffer.from(body as string);
  return answer(bytes, bytes, { ...options, headers: [...headers, `${name}: ${bytes.length}`] });
}

/** An answer whose body comes in chunks (RFC 9112 §7.1). */
export function chunked(chunks: readonly (string | Uint8Array | Chunk)[], options: ChunkedOptions = {}): HttpAnswer {
  const { name = 'Transfer-Encoding', headers = [], last, trailers } = options;
  const { body, bytes } = encodeChunks(chunks, { last, trailers });
  return answer(body, bytes, { ...options, headers: [...headers, `${name}: chunked`] });
}

/** An answer whose body ends with the connection (RFC 9112 §6.3, rule 8). */
export function untilClose(body: string | Uint8Array, options: AnswerOptions = {}): HttpAnswer {
  const bytes = Buffer.from(body as string);
  return answer(bytes, bytes, options);
}

/** An answer that has no body whatever its headers say: 204 and 304 (RFC 9112 §6.3, rule 1). */
export function bodiless(options: AnswerOptions & { status: string }): HttpAnswer {
  return answer(Buffer.alloc(0), Buffer.alloc(0), options);
}

function answer(body: Buffer, framed: Buffer, { status = '200 OK', headers = [] }: AnswerOptions): HttpAnswer {
  const head = Buffer.from([`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n'), 'latin1');
  return { head, body, bytes: Buffer.concat([head, framed]) };
}

interface Chunk {
  data: string | Uint8Array;
  /** How its size is written: `000A`; in small hexadecimal digits when left out. */
  size?: string;
  /** What stands behind the size: `;name=value` (RFC 9112 §7.1.1). */
  extension?: string;
}

/** A body in chunks: `bytes` as they travel, `body` as it was. No chunk may be empty: that is the last one. */
function encodeChunks(
  chunks: readonly (string | Uint8Array | Chunk)[],
  { last = '0', trailers = [] }: { last?: string | undefined; trailers?: readonly string[] | undefined } = {},
): { body: Buffer; bytes: Buffer } {
  const all = chunks.map((chunk) => {
    const { data, size, extension = '' } = isChunk(chunk) ? chunk : { data: chunk };
    const bytes = Buffer.from(data as string);
    return { bytes, line: `${size ?? bytes.length.toString(16)}${extension}\r\n` };
  });
  const end = [last, ...trailers, '', ''].join('\r\n');
  return {
    body: Buffer.concat(all.map(({ bytes }) => bytes)),
    bytes: Buffer.concat([
      ...all.flatMap(({ line, bytes }) => [Buffer.from(line), bytes, Buffer.from('\r\n')]),
      Buffer.from(end),
    ]),
  };
}

function isChunk(chunk: string | Uint8Array | Chunk): chunk is Chunk {
  return typeof chunk === 'object' && 'data' in chunk;
}
