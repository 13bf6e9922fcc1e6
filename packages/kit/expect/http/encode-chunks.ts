/** One chunk of a body, as it is to be written (RFC 9112 §7.1). */
export interface Chunk {
  data: string | Uint8Array;
  /** How its size is written: `000A`; in small hexadecimal digits when left out. */
  size?: string;
  /** What stands behind the size: `;name=value` (RFC 9112 §7.1.1). */
  extension?: string;
}

/** A body in chunks: `bytes` as they travel, `body` as it was. No chunk may be empty: that is the last one. */
export function encodeChunks(
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
