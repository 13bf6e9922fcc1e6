import { check } from '@socket-lab/kit';
import { expectAnswer, expectOk } from './answers.ts';
import { checkReadyLine } from './ready-check.ts';

const program = '05-concurrent';

checkReadyLine(
  program,
  1,
  'listen() returns before anything has happened: print in its callback, where address() of the server knows the address and the port. Only the main thread listens: leave the question `isMainThread` of the starter as it is.',
);

check(
  'answers plain lines, one after the other',
  {
    program,
    gap: 2,
    points: 1,
    hint: 'The answer is "OK...", the line, and a line end, at once: the client stays, and waits for it.',
    strongerHint:
      'then() of a promise takes a function to call when it is settled, and returns a new promise for the end of that function. Keep the new one in `answered`, for the next line. In the function await the answer and write() it with "\\n"; do not end().',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    for (const text of ['hola mundo', 'uno', 'dos']) await expectOk(peer, text);
    peer.expectNothingElse();
  },
);

check(
  'answers "fib N" with the N-th Fibonacci number',
  {
    program,
    gap: 6,
    reaches: 7,
    points: 2,
    needs: 'answers plain lines, one after the other',
    hint: 'The answer is "OK...fib(N)=F", and fib(0) is 0. The worker gets N as a message and posts the result as one (gap 6); then it is free for the next (gap 7).',
    strongerHint:
      'In the worker the result goes to postMessage() of `parentPort`: a return goes nowhere. Do the first numbers come and the others do not? Then no worker is ever taken out of `busy` again: delete() of the Map, in gap 7.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    for (const [n, result] of [
      [0, 0],
      [1, 1],
      [2, 1],
      [10, 55],
      [20, 6765],
    ]) {
      await peer.send(`fib ${n}\n`);
      await expectAnswer(peer, `OK...fib(${n})=${result}`);
    }
  },
);

check(
  'serves others while it computes',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'While the thread of the server computes, nothing else happens in it. Leave that to a worker thread.',
    strongerHint:
      'async and promises do not help: the thread of the server is still the one that computes. Worker (nodejs.org: Worker threads) starts another thread from the URL of a file, here import.meta.url. Call fib() nowhere but in there.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const first = await tcp.connect(server);
    await first.send('hola\nfib 45\n');
    await expectAnswer(first, 'OK...hola');
    const second = await tcp.connect(server);
    for (const text of ['uno', 'dos']) await expectOk(second, text);
    first.expectNothingElse();
  },
);

check(
  'computes two numbers at a time',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'serves others while it computes',
    hint: 'A worker that computes is busy. The next number is for another one.',
    strongerHint:
      'The keys of the Map `busy` are the workers that compute: has() tells. When all are busy, hire() makes one more, as long as the size of `workers` is below MOST_WORKERS. With a single worker the second client waits for the first.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    await first.send('hola\nfib 45\n');
    await expectAnswer(first, 'OK...hola');
    await second.send('hola\nfib 5\n');
    await expectAnswer(second, 'OK...hola');
    await expectAnswer(second, 'OK...fib(5)=5');
    first.expectNothingElse();
  },
);

check(
  'answers a plain line behind a "fib" in its turn',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'The answers to one client come in the order of its lines, though the one to the first takes longer.',
    strongerHint:
      'A plain line has its answer at once, and still has to wait: whatever the line is, write only in the function that then() of `answered` calls. Keep the promise that then() returns in `answered`, else the next line does not wait for this one.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    await peer.send('fib 25\nhola\n');
    await expectAnswer(peer, 'OK...fib(25)=75025');
    await expectAnswer(peer, 'OK...hola');
  },
);
