import { CheckFailure, check, expectKeepsServing, expectQuietStderr } from '@socket-lab/kit';
import { workerThreads } from '@socket-lab/kit/program/worker-threads';
import { expectAnswer, expectOk, expectRefusal } from '../tests/answers.ts';
import { say } from './messages.ts';
import { checkBinding, checkSurvivesNoText } from './server-checks.ts';

const program = '05-concurrent';
/** More clients than a server may have workers. */
const MANY = 20;
const MOST_WORKERS = 16;

// Binding

checkBinding(program, { gap: 1 });

// The lines

check(
  'answers two numbers of one client in their order',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'Two workers may be done in another order than they began. The answers keep the order of the lines.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    // A worker has been started for each by then, so that only the computing counts.
    await peer.send('fib 2\nfib 3\n');
    await expectAnswer(peer, 'OK...fib(2)=1');
    await expectAnswer(peer, 'OK...fib(3)=2');
    await peer.send('fib 34\nfib 5\n');
    await expectAnswer(peer, 'OK...fib(34)=5702887');
    await expectAnswer(peer, 'OK...fib(5)=5');
  },
);

check(
  'refuses an N that is out of range',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers plain lines, one after the other',
    hint: 'N is at least 0 and at most 45. Anything else gets a line that begins "ERR...", and the client goes on.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    for (const text of ['fib -1', 'fib 46']) {
      await peer.send(`${text}\n`);
      await expectRefusal(peer, text);
    }
    await expectOk(peer, 'hola');
  },
);

check(
  'refuses an N that is no whole number',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers plain lines, one after the other',
    hint: 'Number.parseInt takes the beginning of "12abc" and of "2.5" for a number. Look at the whole word.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    for (const text of ['fib 2.5', 'fib 12abc', 'fib abc']) {
      await peer.send(`${text}\n`);
      await expectRefusal(peer, text);
    }
    await expectOk(peer, 'hola');
  },
);

check(
  'loses no worker to a bad N',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'A worker that throws is dead. Look at N before a worker gets it, or hire another one.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    for (let count = 0; count < MANY; count++) {
      await peer.send('fib abc\n');
      await expectRefusal(peer, 'fib abc');
    }
    await peer.send('fib 5\n');
    await expectAnswer(peer, 'OK...fib(5)=5');
  },
);

check(
  'takes a line that only begins with "fib" for a plain one',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers plain lines, one after the other',
    hint: 'The word is "fib", and a blank follows it. "fibonacci" is another word.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    for (const text of ['fibonacci', 'fibonacci 5']) await expectOk(peer, text);
  },
);

check(
  'answers the lines of telnet, and empty ones',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'telnet ends a line with CR and LF, and ENTER alone is a line, too. The CR is no part of N.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    await peer.send('hola\r\n\r\n\nfib 10\r\n');
    for (const answer of ['OK...hola', 'OK...', 'OK...', 'OK...fib(10)=55']) await expectAnswer(peer, answer);
  },
);

check(
  'joins lines that arrive in parts',
  {
    program,
    points: 1,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'A line, and a character, may be cut anywhere on the way: keep the lines and setEncoding of the starter.',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    await peer.sendByteByByte('ñandú €\nfib 10\n');
    await expectAnswer(peer, 'OK...ñandú €');
    await expectAnswer(peer, 'OK...fib(10)=55');
    await expectOk(
      peer,
      chance
        .bytes(512 * 1024)
        .toString('hex')
        .slice(1),
    );
  },
);

// Many clients

check(
  'answers clients in the reverse order of their connection',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers plain lines, one after the other',
    hint: 'Each connection has its own socket and its own unfinished line, and none waits until another one is over.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    await tcp.connect(server); // idle
    const unfinished = await tcp.connect(server);
    await unfinished.send('un');
    await unfinished.hasBeenRead();
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    await expectOk(second, 'tres');
    await expectOk(first, 'dos');
    await unfinished.send('o\n');
    await expectAnswer(unfinished, 'OK...uno');
  },
);

check(
  'serves 100 clients at a time',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'Is the number of connections limited somewhere, or one shared by several clients?',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peers = [];
    // One after the other: a burst could overflow a small backlog.
    for (let count = 0; count < 100; count++) peers.push(await tcp.connect(server));
    const lastFirst = [...peers.entries()].reverse();
    for (const [index, peer] of lastFirst) await peer.send(`client ${index}\n`);
    for (const [index, peer] of lastFirst) await expectAnswer(peer, `OK...client ${index}`);
    // A worker for each number is right, too, and takes a while to start: not a hundred of them.
    const asking = peers.filter((_, index) => index % 10 === 0);
    for (const peer of asking) {
      await peer.send('fib 10\n');
      await expectAnswer(peer, 'OK...fib(10)=55');
    }
  },
);

check(
  'goes on after a client has broken off',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'answers plain lines, one after the other',
    hint: 'A client that breaks off is an event "error" of its socket. Without a listener that ends the whole program; a listener prints one line on stderr at most, and the server goes on.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const bystander = await tcp.connect(server);
    await expectOk(bystander, 'before');
    await expectKeepsServing(server, say('after-client-had-reset-connection'), async () => {
      const victim = await tcp.connect(server);
      await victim.send('uno\nd');
      await victim.hasBeenRead();
      victim.reset();
      await expectOk(bystander, 'after');
      const next = await tcp.connect(server);
      await expectOk(next, 'hola');
    });
  },
);

checkSurvivesNoText(program, { needs: 'answers plain lines, one after the other' });

// The workers

check(
  'has numbers wait while all workers are busy',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'computes two numbers at a time',
    hint: 'A good N is never refused and never forgotten: it waits, and a worker that is done takes the next one.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peers = [];
    for (let count = 0; count < MANY; count++) peers.push(await tcp.connect(server));
    for (const peer of peers) await peer.send('fib 24\n');
    for (const peer of peers) await expectAnswer(peer, 'OK...fib(24)=46368');
  },
);

check(
  'has at least 2 and at most 16 workers',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'computes two numbers at a time',
    hint: 'Each number is computed on a worker thread. How many of them are there, when 20 clients ask at once?',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    for (let count = 0; count < MANY; count++) {
      const peer = await tcp.connect(server);
      await peer.send('hola\nfib 45\n');
      await expectAnswer(peer, 'OK...hola');
    }
    const onlooker = await tcp.connect(server);
    let most: number | undefined = 0;
    // Every answer to the onlooker is a turn of the program's event loop, in which it could start more of them.
    for (let turn = 0; turn < 20; turn++) {
      await expectOk(onlooker, 'hola');
      most = workerThreads(server.pid ?? 0);
      if (most === undefined || most > MOST_WORKERS) break;
    }
    if (most === undefined || (most >= 2 && most <= MOST_WORKERS)) return;
    throw new CheckFailure(
      most < 2 ? say('computes-on-too-few-worker-threads') : say('starts-too-many-worker-threads'),
      {
        kind: 'words',
        expected: say('while-clients-wait-for-fib-45', { MANY, MOST_WORKERS }),
        received: say('them-2', { most }),
      },
    );
  },
);

check(
  'gives a worker back when its client leaves meanwhile',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'has numbers wait while all workers are busy',
    hint: 'Nobody waits for the result any more. The worker is free again all the same, or another one takes its place.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    for (let count = 0; count < MANY; count++) {
      const leaves = await tcp.connect(server);
      await leaves.send('hola\nfib 30\n');
      await expectAnswer(leaves, 'OK...hola');
      leaves.reset();
    }
    const stays = await tcp.connect(server);
    await stays.send('fib 5\n');
    await expectAnswer(stays, 'OK...fib(5)=5');
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'answers "fib N" with the N-th Fibonacci number',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await start('05-concurrent');
    const peer = await tcp.connect(server);
    await expectOk(peer, 'hola');
    await peer.send('fib 5\n');
    await expectAnswer(peer, 'OK...fib(5)=5');
    await server.stop();
    expectQuietStderr(server);
  },
);
