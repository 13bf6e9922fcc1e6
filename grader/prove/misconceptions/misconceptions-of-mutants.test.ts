import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MISCONCEPTIONS } from '@socket-lab/kit/failure/diagnosis/misconceptions';
import { textOf } from '@socket-lab/kit/failure/message';
import { stagePrograms } from '@socket-lab/kit/submission/stage-programs';
import { runSuitesOn, type StagedSubmission } from '@socket-lab/kit/suites/run-suites';
import { readTopic } from '@socket-lab/kit/topic/read-topic';
import { expect, onTestFinished, test } from 'vitest';
import { readMutantHeader } from '../facts/program-header.ts';

/** How the sentence of each begins, behind "It looks as if". */
const SENTENCES: Record<string, string> = {
  'answers-the-wrong-client': 'one variable holds the',
  'answers-every-client': 'each answer goes to every client',
  'one-buffer-for-all': 'one variable holds the unfinished lines',
  'listens-on-one-address': 'the server does not listen on all addresses',
  'one-client-after-the-other': 'a client is served only when those before it have left',
  'waits-for-a-newline': 'the program waits for a newline',
  'answers-at-the-end': 'the program answers only when the client has ended its side',
  'half-close-lost': 'a reply is lost when the client has ended its side',
  'waits-for-the-other-end': 'the program keeps the connection open until the',
  'bytes-through-a-string': 'the bytes go through a string',
  'decodes-as-latin-1': 'the bytes are decoded as latin1',
  'sends-latin-1': 'the text is sent in latin1',
  'decodes-as-ascii': "the bytes are decoded as 'ascii'",
  'decodes-each-chunk': 'each chunk is decoded by itself',
  'cuts-characters': 'bytes are cut into pieces of 16 inside of characters',
  'joins-datagrams': 'datagrams are joined like the bytes of a stream',
  'lines-together-are-one': "all that a 'data' event brings is taken for one line",
  'chunk-is-message': "what one 'data' event brings is taken for the whole message",
  'forgets-earlier-chunks': "each 'data' event begins anew",
  'reads-only-once': 'the program receives only once',
  'write-false-is-failure': 'the false of write() is taken for a failure',
  'drops-the-carriage-return': 'the CR of a line is taken for a part of its end',
  trims: 'the text is trimmed',
  'names-the-wrong-end': 'the program names',
  'asks-an-unconnected-socket': 'the socket is asked where it is connected while it is not',
  'characters-for-bytes': 'characters are counted and not bytes',
  'chunks-for-bytes': "'data' events are counted and not bytes",
  'one-count-for-all': 'one variable counts for all clients',
  'object-as-text': 'an object is put into a text',
};
const NONE = '';

/** By topic and mutant: what its failed check says it looks as if; nothing where the fault is another one, though near it. */
const TOPICS: Record<string, Record<string, string>> = {
  'tcp-pair': {
    'server-waits-for-the-end': 'answers-at-the-end',
    'server-no-empty-line': NONE,
    'server-no-half-open': 'half-close-lost',
    'server-nothing-for-the-rest': NONE,
    'server-first-chunk-only': 'chunk-is-message',
    'client-first-line-only': NONE,
    'server-last-chunk-only': 'forgets-earlier-chunks',
    'server-4096-bytes': NONE,
    'server-whole-chunk': 'lines-together-are-one',
    'server-every-line': NONE,
    'server-one-buffer': 'one-buffer-for-all',
    'server-adds-words': NONE,
    'server-text-of-each-chunk': 'decodes-each-chunk',
    'server-latin-1': 'decodes-as-latin-1',
    'server-ascii-only': NONE,
    'client-sends-latin-1': 'sends-latin-1',
    'server-readline': 'drops-the-carriage-return',
    'server-drops-newline': NONE,
    'server-trims': 'trims',
    'client-trims-the-reply': NONE,
    'server-names-itself': 'names-the-wrong-end',
    'client-connected-too-soon': 'asks-an-unconnected-socket',
    'server-says-who-too-late': NONE,
    'server-closes-when-client-does': 'waits-for-the-other-end',
    'client-timer-left': NONE,
    'server-localhost-by-default': 'listens-on-one-address',
  },
  'echo-service': {
    'server-one-socket': 'answers-the-wrong-client',
    'server-one-at-a-time': 'one-client-after-the-other',
    'server-waits-for-newline': 'waits-for-a-newline',
    'server-text': 'bytes-through-a-string',
    'client-cut-characters': 'cuts-characters',
    'client-length-in-characters': NONE,
    'server-first-chunk-only': 'reads-only-once',
    'server-closes-after-first': NONE,
    'server-counts-characters': 'characters-for-bytes',
    'server-counts-chunks': 'chunks-for-bytes',
    'server-counts-all-clients': 'one-count-for-all',
    'server-no-sent-line': NONE,
    'server-doubles-when-full': 'write-false-is-failure',
    'server-stack-for-queue': NONE,
    'server-drops-when-full': NONE,
  },
  'udp-pair': {
    'server-replies-to-the-last': 'answers-the-wrong-client',
    'server-joins': 'joins-datagrams',
    'server-first-only': NONE,
    'server-doubles': NONE,
    'client-prints-ascii': 'decodes-as-ascii',
  },
  'socket-server': {
    '04-loop-broadcast': 'answers-every-client',
    '04-loop-one-client-only': NONE,
    '04-loop-one-line-a-chunk': NONE,
    '05-concurrent-blocks-the-loop': NONE,
    '05-concurrent-one-worker': NONE,
    '05-concurrent-bad-n-ends': NONE,
  },
  'http-client': {
    '02-resolve-all-addresses': 'object-as-text',
    '05-response-waits-for-the-end': 'waits-for-the-other-end',
    '05-response-counts-letters': NONE,
    '05-response-one-zero-only': NONE,
  },
};

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));

test.each(Object.entries(TOPICS))('what the mutants of %s look as if', { timeout: 600_000 }, async (id, expected) => {
  const topic = readTopic(join(packages, id));
  const root = mkdtempSync(join(tmpdir(), 'misconceptions-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const submissions = new Map<string, StagedSubmission & { check: string }>();
  for (const mutant of Object.keys(expected)) {
    const file = join(topic.directory, 'mutants', `${mutant}.ts`);
    const text = readFileSync(file, 'utf8');
    const reading = readMutantHeader(file, text, Object.keys(topic.programs));
    if ('fault' in reading) throw new Error(reading.fault);
    const { program, caughtBy } = reading.header;
    const [sourceDirectory, stagedDirectory] = [join(root, mutant), join(root, `${mutant}.staged`)];
    mkdirSync(sourceDirectory);
    writeFileSync(join(sourceDirectory, `${program}.ts`), text);
    await stagePrograms({ topic, sourceDirectory, stagedDirectory });
    submissions.set(mutant, { stagedDirectory, program, check: caughtBy });
  }
  const results = await runSuitesOn({ topic, suites: 'all', isolation: 'node', submissions });
  const found = Object.entries(expected).map(([mutant, name]) => {
    const { status, failure } = results.get(mutant)?.outcomes[submissions.get(mutant)?.check ?? ''] ?? {};
    const [diagnosis = NONE] = failure?.diagnosis?.id.split('/') ?? [];
    const sentence = textOf(failure?.diagnosis ?? NONE).replace('It looks as if ', '');
    return [mutant, status, sentence.startsWith(SENTENCES[name] ?? NONE) ? diagnosis : sentence];
  });
  expect(found).toEqual(Object.entries(expected).map(([mutant, name]) => [mutant, 'failed', name]));
});

test('each misconception has its mutant', () => {
  const shown = new Set(Object.values(TOPICS).flatMap((mutants) => Object.values(mutants)));
  expect(Object.keys(MISCONCEPTIONS).filter((name) => !shown.has(name))).toEqual([]);
  expect(Object.keys(SENTENCES)).toEqual(Object.keys(MISCONCEPTIONS));
});
