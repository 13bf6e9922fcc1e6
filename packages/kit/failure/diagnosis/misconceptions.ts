import { answersAtTheEnd } from './answers-at-the-end.ts';
import { answersEveryClient } from './answers-every-client.ts';
import { answersTheWrongClient } from './answers-the-wrong-client.ts';
import { asksAnUnconnectedSocket } from './asks-an-unconnected-socket.ts';
import { bytesThroughAString } from './bytes-through-a-string.ts';
import { charactersForBytes } from './characters-for-bytes.ts';
import { chunkIsMessage } from './chunk-is-message.ts';
import { chunksForBytes } from './chunks-for-bytes.ts';
import { conversations } from './conversation.ts';
import { cutsCharacters } from './cuts-characters.ts';
import { decodesAsAscii } from './decodes-as-ascii.ts';
import { decodesAsLatin1 } from './decodes-as-latin-1.ts';
import { decodesEachChunk } from './decodes-each-chunk.ts';
import { dropsTheCarriageReturn } from './drops-the-carriage-return.ts';
import type { Evidence, Misconception } from './evidence.ts';
import { forgetsEarlierChunks } from './forgets-earlier-chunks.ts';
import { halfCloseLost } from './half-close-lost.ts';
import { joinsDatagrams } from './joins-datagrams.ts';
import { linesTogetherAreOne } from './lines-together-are-one.ts';
import { listensOnOneAddress } from './listens-on-one-address.ts';
import { namesTheWrongEnd } from './names-the-wrong-end.ts';
import { objectAsText } from './object-as-text.ts';
import { oneBufferForAll } from './one-buffer-for-all.ts';
import { oneClientAfterTheOther } from './one-client-after-the-other.ts';
import { oneCountForAll } from './one-count-for-all.ts';
import { readsOnlyOnce } from './reads-only-once.ts';
import { sendsLatin1 } from './sends-latin-1.ts';
import { trims } from './trims.ts';
import { waitsForANewline } from './waits-for-a-newline.ts';
import { waitsForTheOtherEnd } from './waits-for-the-other-end.ts';
import { writeFalseIsFailure } from './write-false-is-failure.ts';

/**
 * In the order they are asked: the first that is sure is believed. Who was answered in whose place comes first, since it
 * explains a silence that others would take for their own; then what was tried after the failure, which is an experiment;
 * then what the bytes show, of which the encodings explain every byte, and the cuts a place; the words printed come last.
 */
export const MISCONCEPTIONS: Readonly<Record<string, Misconception>> = {
  'answers-the-wrong-client': answersTheWrongClient,
  'answers-every-client': answersEveryClient,
  'one-buffer-for-all': oneBufferForAll,
  'listens-on-one-address': listensOnOneAddress,
  'one-client-after-the-other': oneClientAfterTheOther,
  'waits-for-a-newline': waitsForANewline,
  'answers-at-the-end': answersAtTheEnd,
  'half-close-lost': halfCloseLost,
  'waits-for-the-other-end': waitsForTheOtherEnd,
  'bytes-through-a-string': bytesThroughAString,
  'decodes-as-latin-1': decodesAsLatin1,
  'sends-latin-1': sendsLatin1,
  'decodes-as-ascii': decodesAsAscii,
  'decodes-each-chunk': decodesEachChunk,
  'cuts-characters': cutsCharacters,
  'joins-datagrams': joinsDatagrams,
  'lines-together-are-one': linesTogetherAreOne,
  'chunk-is-message': chunkIsMessage,
  'forgets-earlier-chunks': forgetsEarlierChunks,
  'reads-only-once': readsOnlyOnce,
  'write-false-is-failure': writeFalseIsFailure,
  'drops-the-carriage-return': dropsTheCarriageReturn,
  trims,
  'names-the-wrong-end': namesTheWrongEnd,
  'asks-an-unconnected-socket': asksAnUnconnectedSocket,
  'characters-for-bytes': charactersForBytes,
  'chunks-for-bytes': chunksForBytes,
  'one-count-for-all': oneCountForAll,
  'object-as-text': objectAsText,
};

/** The misconception that a failure shows unmistakably, and a sentence about it; `undefined` when there is none. */
export function misconceptionIn(failure: Omit<Evidence, 'talks'>): { name: string; sentence: string } | undefined {
  const evidence = { ...failure, talks: conversations(failure.wire) };
  for (const [name, recognise] of Object.entries(MISCONCEPTIONS)) {
    const sentence = recognise(evidence);
    if (sentence !== undefined) return { name, sentence };
  }
  return undefined;
}
