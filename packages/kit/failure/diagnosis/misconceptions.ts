import type { Message } from '../message.ts';
import { asksAnUnconnectedSocket, listensOnOneAddress, namesTheWrongEnd } from './addresses.ts';
import { answersEveryClient, answersTheWrongClient, oneBufferForAll, oneClientAfterTheOther } from './clients.ts';
import { conversations } from './conversation.ts';
import { answersAtTheEnd, halfCloseLost, waitsForANewline, waitsForTheOtherEnd } from './ending.ts';
import type { Evidence, Misconception } from './evidence.ts';
import { dropsTheCarriageReturn, linesTogetherAreOne, trims } from './lines.ts';
import { charactersForBytes, chunksForBytes, objectAsText, oneCountForAll } from './printed-values.ts';
import {
  chunkIsMessage,
  forgetsEarlierChunks,
  joinsDatagrams,
  readsOnlyOnce,
  writeFalseIsFailure,
} from './streams-and-chunks.ts';
import {
  bytesThroughAString,
  cutsCharacters,
  decodesAsAscii,
  decodesAsLatin1,
  decodesEachChunk,
  sendsLatin1,
} from './text-encoding.ts';

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

/** The misconception that a failure shows unmistakably, and what is said of it; `undefined` when there is none. */
export function misconceptionIn(failure: Omit<Evidence, 'talks'>): { name: string; said: Message } | undefined {
  const evidence = { ...failure, talks: conversations(failure.wire) };
  for (const [name, recognise] of Object.entries(MISCONCEPTIONS)) {
    const said = recognise(evidence);
    if (said !== undefined) return { name, said };
  }
  return undefined;
}
