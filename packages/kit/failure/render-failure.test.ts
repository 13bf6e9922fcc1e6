import { describe, expect, test } from 'vitest';
import type { RenderOptions } from '../text/terminal.ts';
import { columns } from '../text/visible-text.ts';
import { keepFailure } from './diagnosis/keep-failure.ts';
import type { Failure } from './failure.ts';
import { sample } from './fixtures/stderr-samples.ts';
import { renderFailure } from './render-failure.ts';

const read = (failure: Failure, options?: RenderOptions) => renderFailure(keepFailure(failure), options);

const stoppedShort: Failure = {
  summary: 'The program sent only a part, and then nothing more.',
  comparison: {
    kind: 'bytes',
    expected: Buffer.from('hello'),
    received: Buffer.from('hel'),
    followedBy: 'nothing more, for 5 seconds',
  },
  wire: [
    { atMs: 41, conversation: 1, kind: 'connect', from: 'peer', address: '127.0.0.1:41234' },
    { atMs: 42, conversation: 1, kind: 'data', from: 'peer', bytes: Buffer.from('hel') },
    { atMs: 43, conversation: 1, kind: 'data', from: 'program', bytes: Buffer.from('hel') },
    { atMs: 44, conversation: 1, kind: 'data', from: 'peer', bytes: Buffer.from('lo') },
  ],
  programs: [
    {
      command: 'server --host 127.0.0.1 --port 41234',
      stdout: 'Starting up echo server on 127.0.0.1 port 41234\nA client is here.\n',
      stderr: '',
      ending: { code: null, signal: null },
    },
  ],
  gap: { number: 3, title: 'receive', file: 'src/server.ts', line: 31 },
  hint: "'data' comes once for each piece that arrives, not once for each message: a handler set with once() sees the first piece only.",
  replay: 'pnpm --filter echo-service test server --check "echoes bytes that arrive in two writes"',
};

const crashed: Failure = {
  summary: 'The server did not survive a client that reset its connection.',
  comparison: {
    kind: 'words',
    expected: 'the server goes on and takes the next connection',
    received: 'ECONNREFUSED: nothing listens on 127.0.0.1:41234',
  },
  wire: [
    { atMs: 41, conversation: 1, kind: 'connect', from: 'peer', address: '127.0.0.1:41234' },
    { atMs: 42, conversation: 1, kind: 'data', from: 'peer', bytes: Buffer.from('hello') },
    { atMs: 43, conversation: 1, kind: 'reset', from: 'peer', code: 'ECONNRESET' },
    { atMs: 44, conversation: 2, kind: 'connect', from: 'peer', address: '127.0.0.1:41234' },
    { atMs: 44, conversation: 2, kind: 'refused', from: 'program', code: 'ECONNREFUSED' },
  ],
  programs: [
    {
      command: 'server --port 41234',
      stdout: '',
      stderr: sample('reset-server'),
      ending: { code: 1, signal: null },
    },
  ],
  gap: { number: 4, title: 'echo', file: 'src/server.ts' },
  hint: "A socket whose 'error' event nobody listens for ends the whole program.",
};

const noisy: Failure = {
  summary: 'The client printed without end, and was stopped after 32 MiB.',
  wire: [],
  programs: [
    { command: 'client --port 1', stdout: '', stderr: '', ending: { code: 0, signal: null } },
    { command: 'client --port 2', stdout: '', stderr: '', ending: { code: 0, signal: null } },
    { command: 'client --port 3', stdout: 'no line end', stderr: '\x1b[31mred\n', ending: { code: 0, signal: null } },
    {
      command: 'client --port 4',
      stdout: `${'Received: \x1b[2J\n'.repeat(1_000_000)}${'x'.repeat(200)}`,
      stderr: `${'a warning of my own '.repeat(40)}\n`,
      ending: { code: null, signal: 'SIGKILL' },
    },
  ],
  hint: 'Compare the number of bytes that came with the number you sent.',
};

const shows =
  (name: string, failure: Failure, options?: RenderOptions) =>
  ({ raw: [text = ''] }: TemplateStringsArray) => ({ name, failure, options, text });

describe('renderFailure', () => {
  test.each([
    shows('bytes, and a server that still runs', stoppedShort)`
The program sent only a part, and then nothing more.

Expected: "hello"   68 65 6c 6c 6f
Received: "hel"     68 65 6c
              ^              ^^
          Only the first 3 of 5 bytes came, then nothing more, for 5 seconds. Missing: "lo" (2
          bytes).

It looks as if what one 'data' event brings is taken for the whole message, because what the program
took ends where the first write ended, behind "hel".

Program:  server --host 127.0.0.1 --port 41234, still running
  stdout: Starting up echo server on 127.0.0.1 port 41234
          A client is here.

On the wire:
  peer                              program
    │── connect 127.0.0.1:41234 ──────▶│     41 ms
    │── "hel" ────────────────────────▶│     42 ms
    │◀──────────────────────── "hel" ──│     43 ms
    │── "lo" ─────────────────────────▶│     44 ms

Look at gap 3 (receive), src/server.ts:31
Hint: 'data' comes once for each piece that arrives, not once for each message: a handler set with
      once() sees the first piece only.
Run it again: pnpm --filter echo-service test server --check "echoes bytes that arrive in two writes"
`,
    shows('the same, told in ASCII and 64 columns', stoppedShort, { width: 64, ascii: true, wire: 'plain' })`
The program sent only a part, and then nothing more.

Expected: "hello"
Received: "hel"
          Only the first 3 of 5 bytes came, then nothing more,
          for 5 seconds. Missing: "lo" (2 bytes).

It looks as if what one 'data' event brings is taken for the
whole message, because what the program took ends where the
first write ended, behind "hel".

Program:  server --host 127.0.0.1 --port 41234, still running
  stdout: Starting up echo server on 127.0.0.1 port 41234
          A client is here.

On the wire:
  41 ms: the peer connects to the program at 127.0.0.1:41234
  42 ms: the peer sends "hel" to the program
  43 ms: the program sends "hel" to the peer
  44 ms: the peer sends "lo" to the program

Look at gap 3 (receive), src/server.ts:31
Hint: 'data' comes once for each piece that arrives, not once
      for each message: a handler set with once() sees the first
      piece only.
Run it again: pnpm --filter echo-service test server --check "echoes bytes that arrive in two writes"
`,
    shows('a program that crashed', crashed)`
The server did not survive a client that reset its connection.

Expected: the server goes on and takes the next connection
Received: ECONNREFUSED: nothing listens on 127.0.0.1:41234

Program:  server --port 41234, exit code 1 (an error, reported or uncaught)
  stderr: Unhandled 'error' event: no listener for the error event of the socket
          Error: write ECONNRESET
            ECONNRESET: the other end reset the connection (RST): it broke off without a proper end
            at src/reset-server.ts:4

On the wire:
     peer                              program
peer 1 │── connect 127.0.0.1:41234 ──────▶│     41 ms
peer 1 │── "hello" ──────────────────────▶│     42 ms
peer 1 │── RST (reset) ──────────────────▶╳     43 ms
peer 2 │── connect 127.0.0.1:41234 ──────▶│     44 ms
peer 2 ╳◀─────── refused (ECONNREFUSED) ──│     44 ms

Look at gap 4 (echo), src/server.ts
Hint: A socket whose 'error' event nobody listens for ends the whole program.
`,
    shows('what ended the program, before what that looked like from outside', {
      summary: 'The server ended before it was ready.',
      crash: {
        summary: 'The server ended with an uncaught TypeError at src/server.ts:31: x is null',
        place: 'src/server.ts:31',
      },
      wire: [],
      programs: [],
      gap: { number: 2, title: 'bind', file: 'src/server.ts', line: 20 },
      hint: 'Print x.',
    })`
The server ended with an uncaught TypeError at src/server.ts:31: x is null

Seen from outside: The server ended before it was ready.

Look at src/server.ts:31. The check is about gap 2 (bind)
Hint: Print x.
`,
    shows(
      'an open gap behind the mistake; typographic signs where there is ASCII only',
      {
        summary: 'The server printed “ñ”.',
        cameTo: 'TODO 3 is still open: reply (src/server.ts:40)',
        wire: [],
        programs: [],
        gap: { number: 2, title: 'bind', file: 'src/server.ts', line: 20 },
        hint: 'Don’t.',
      },
      { ascii: true },
    )`
The server printed "\u00f1".

Then it came to a gap that is still open. What gap 2 asks for has to happen before that:
  TODO 3 is still open: reply (src/server.ts:40)

Look at gap 2 (bind), src/server.ts:20
Hint: Don't.
`,
    shows('several launches and much output', noisy)`
The client printed without end, and was stopped after 32 MiB.

Program:  client --port 2, exit code 0
  stdout: nothing

Program:  client --port 3, exit code 0
  stdout: no line end
  stderr: \x1b[31mred

Program:  client --port 4, signal SIGKILL (it was killed from outside: too much memory, most often)
  stdout: (what came before is left out)
          Received: \x1b[2J
          Received: \x1b[2J
          Received: \x1b[2J
          Received: \x1b[2J
          Received: \x1b[2J
          Received: \x1b[2J
          Received: \x1b[2J
          xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx …
  stderr: a warning of my own a warning of my own a warning of my own a warning of my own a warning
          of my own a warning of my own a warning of my own a warning of my own a warning of my own
          a warning of my own a warning of my own a warning of my own a warning of my own a warning
          of my own a warning of my own a warning of my own a warning of my own a warning of my ow …

Hint: Compare the number of bytes that came with the number you sent.
`,
  ])('$name', ({ failure, options, text }) => {
    expect(`\n${read(failure, options)}\n`).toBe(text);
  });

  test('what was tried afterwards is shown with what it proves only', () => {
    const after: Failure['wire'] = [
      ...stoppedShort.wire,
      { atMs: 45, conversation: 1, kind: 'note', text: 'the peer ends its side', probe: 'this end' },
      { atMs: 46, conversation: 1, kind: 'data', from: 'program', bytes: Buffer.from('bye') },
    ];
    const unlike: Failure = { ...stoppedShort, comparison: { kind: 'words', expected: 'hello', received: 'hel' } };
    expect(read({ ...unlike, wire: after })).toBe(read(unlike));
    expect(read({ ...stoppedShort, wire: after })).toContain('the peer ends its side');
  });

  test('a program that has crashed looks like nothing else', () => {
    const seen = read({
      ...stoppedShort,
      crash: { summary: 'The server ended with an error.' } as Failure['crash'] & object,
    });
    expect(seen).not.toContain('It looks as if');
  });

  test('no part without content', () => {
    expect(read({ summary: 'It failed.', wire: [], programs: [], hint: '' })).toBe('It failed.');
  });

  test.each([stoppedShort, crashed, noisy])('no line is wider than asked, except a command: %#', (failure) => {
    for (const width of [60, 80, 100]) {
      const lines = read(failure, { width })
        .split('\n')
        .filter((line) => !line.startsWith('Run it again: '));
      expect(Math.max(...lines.map(columns))).toBeLessThanOrEqual(width);
    }
  });

  test('nothing that a terminal would obey', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(read(noisy)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });
});

describe('formats', () => {
  const hostile: Failure = {
    ...stoppedShort,
    summary: 'It sent "</p><script>alert(1)</script>" & \x1b[31m`x`.',
    comparison: { kind: 'words', expected: '</pre>', received: "````\n# A heading <img src='x'>" },
    hint: 'check',
  };
  const check = { hint: 'Is it <b>closed</b>?', strongerHint: 'Call end().' };

  test('HTML: sentences and columns, nothing of them is mark-up', () => {
    const html = renderFailure(keepFailure(hostile), { format: 'html' }, check);
    expect(html.match(/<\/?\w+/g)?.filter((tag) => !['<p', '</p', '<pre', '</pre'].includes(tag))).toEqual([]);
    expect(html).toContain(
      '<p>It sent &quot;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; &amp; \\x1b[31m`x`.</p>',
    );
    expect(html).toContain('Hint: Is it &lt;b&gt;closed&lt;/b&gt;?');
  });

  test('Markdown: one block, whose fence is longer than any in it', () => {
    const lines = renderFailure(keepFailure(hostile), { format: 'markdown' }, check).split('\n');
    expect(lines[0]).toBe('`````text');
    expect(lines.at(-1)).toBe('`````');
    expect(lines.slice(1, -1).join('\n')).toBe(renderFailure(keepFailure(hostile), {}, check));
  });

  test('the stronger hint stands beside the check’s own, and beside no other', () => {
    const due = { ...hostile, isStrongerHintDue: true };
    expect(renderFailure(keepFailure(due), {}, check)).toContain(
      'Hint: Is it <b>closed</b>?\nStronger hint: Call end().',
    );
    expect(renderFailure(keepFailure({ ...due, hint: 'Mine.' }), {}, check)).not.toContain('Stronger');
  });
});
