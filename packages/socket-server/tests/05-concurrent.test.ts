import { check, line } from '@socket-lab/kit';
import { expectAnswer, expectOk } from './answers.ts';

const program = '05-concurrent';

check(
  'says when it listens, with its port',
  {
    program,
    gap: 1,
    points: 1,
    hint: 'The ready line is exactly "Socket now listening on HOST:PORT"; print it once the server listens.',
  },
  async ({ start }) => {
    const server = await start('05-concurrent', { host: '127.0.0.1' });
    const ready = line('Socket now listening on ', /\S+/, `:${server.port}`);
    await server.prints(ready, `"Socket now listening on 127.0.0.1:${server.port}"`);
  },
);

check(
  'answers plain lines, one after the other',
  {
    program,
    gap: 2,
    points: 1,
    hint: 'The answer is "OK...", the line, and a line end, at once: the client stays, and waits for it.',
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
    points: 2,
    needs: 'answers plain lines, one after the other',
    hint: 'The answer is "OK...fib(N)=F". The worker gets N as a message, posts the result as one, and is free for the next.',
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
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    await peer.send('fib 25\nhola\n');
    await expectAnswer(peer, 'OK...fib(25)=75025');
    await expectAnswer(peer, 'OK...hola');
  },
);
