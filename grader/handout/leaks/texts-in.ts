import { gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { HandoutFile } from '../handout-file.ts';

interface TextWithin {
  path: string;
  text: string;
  /** How a finding names the place: `a.map (source map: server.ts)`; without the line. */
  place: string;
}

/** Unpacked, a file has to stay below this: what is larger is no part of a course. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The file itself, what is packed in it, sources in source maps; nothing when it is no text and cannot be unpacked. */
export function textsIn({ path, content }: HandoutFile, place = path): TextWithin[] {
  const unpacked = unpack(content);
  if (unpacked)
    return textsIn({ path: path.replace(/\.(?:gz|tgz|zst|z)$/, ''), content: unpacked }, `${place} (unpacked)`);
  const isTar = content.subarray(257, 262).toString() === 'ustar';
  if (!isTar && !isText(content)) return [];
  const text = content.toString(isTar ? 'latin1' : 'utf8').replaceAll('\0', '\n');
  return [{ path, place, text }, ...sourcesIn(text, place)];
}

function isText(content: Buffer): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

/** By its first bytes: gzip (RFC 1952), zstd (RFC 8878; the caches of turbo), zlib (RFC 1950; the objects of git). */
function unpack(content: Buffer): Buffer | undefined {
  const options = { maxOutputLength: MOST_BYTES };
  const head = content.toString('hex', 0, 4);
  try {
    if (head.startsWith('1f8b')) return gunzipSync(content, options);
    if (head === '28b52ffd') return zstdDecompressSync(content, options);
    if (/^78(?:01|5e|9c|da)/.test(head)) return inflateSync(content, options);
  } catch {
    // It only begins like one.
  }
  return undefined;
}

function sourcesIn(text: string, place: string): TextWithin[] {
  const inline = [...text.matchAll(/sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)/g)];
  const maps = [text, ...inline.map(([, data = '']) => Buffer.from(data, 'base64').toString())];
  return maps.flatMap((map) => {
    const { sources = [], sourcesContent = [] } = parseMap(map);
    return sourcesContent.flatMap((source, index) => {
      const name = String(sources[index] ?? index);
      return typeof source === 'string' ? [{ path: name, place: `${place} (source map: ${name})`, text: source }] : [];
    });
  });
}

function parseMap(text: string): { sources?: unknown[]; sourcesContent?: unknown[] } {
  if (!text.includes('"sourcesContent"')) return {};
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
