import { check, expectKeepsServing, expectQuietStderr } from '@socket-lab/kit';
import { expectAnswer, expectOk } from '../tests/answers.ts';
import { say } from './messages.ts';
import { checkBinding, checkSurvivesNoText } from './server-checks.ts';

const program = '04-loop';

// Binding

checkBinding(program, { gap: 2 });

// The lines

check(
  'answers the lines of telnet, and empty ones',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers a line',
    hint: 'telnet ends a line with CR and LF, and ENTER alone is a line, too. Blanks belong to the line.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    for (const text of ['hola', '', ' \thola  ']) {
      await peer.send(`${text}\r\n`);
      await expectAnswer(peer, `OK...${text}`);
    }
    await expectOk(peer, '');
  },
);

check(
  'keeps characters whole that arrive byte by byte',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'joins a line that arrives in parts',
    hint: 'The bytes of one character may arrive in two chunks. Make text of them when they are together (setEncoding).',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await peer.sendByteByByte('ñandú €\n');
    await expectAnswer(peer, 'OK...ñandú €');
  },
);

check(
  'answers a line of 1 MiB, whole',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'joins a line that arrives in parts',
    hint: 'A long line arrives in many parts, and its answer leaves in many. Is one of them lost, or is there a limit on their number or their length?',
  },
  async ({ start, tcp, chance }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
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
    gap: 1,
    points: 1,
    needs: 'answers a line',
    hint: 'Each connection has its own socket, and none has to wait until another one is over.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    const third = await tcp.connect(server);
    await expectOk(third, 'tres');
    await expectOk(second, 'dos');
    await expectOk(first, 'uno');
  },
);

check(
  'keeps the unfinished line of each client for itself',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'joins a line that arrives in parts',
    hint: 'A variable outside of the connection is shared by all clients.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    await first.send('un');
    await first.hasBeenRead();
    await expectOk(second, 'dos');
    await first.send('o\n');
    await expectAnswer(first, 'OK...uno');
  },
);

check(
  'answers nobody but the client that has asked',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'answers a line',
    hint: 'The answer goes to the client whose line it is. How many sockets does your program write to?',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const first = await tcp.connect(server);
    const second = await tcp.connect(server);
    for (const text of ['uno', 'dos']) await expectOk(first, text);
    first.end();
    await expectOk(second, 'tres'); // and no answer before that
  },
);

check(
  'goes on with the others when a client ends',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'closes its side when the client has ended',
    hint: 'The end of a client ends its own connection. What else does your program end?',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const stays = await tcp.connect(server);
    await expectOk(stays, 'uno');
    const leaves = await tcp.connect(server);
    await expectOk(leaves, 'dos');
    leaves.end();
    await leaves.expectNothingMore();
    await expectOk(stays, 'tres');
  },
);

check(
  'goes on after a client has broken off',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'serves one client after the other',
    hint: 'A client that breaks off is an event "error" of its socket. Without a listener that ends the whole program; a listener prints one line on stderr at most, and the server goes on.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const bystander = await tcp.connect(server);
    await expectOk(bystander, 'before');
    await expectKeepsServing(server, say('after-client-had-reset-connection'), async () => {
      for (const text of ['uno\nd', `${'x'.repeat(100_000)}\n`]) {
        const victim = await tcp.connect(server);
        victim.stopReading();
        await victim.send(text);
        await victim.hasBeenRead();
        victim.reset();
      }
      await expectOk(bystander, 'after');
      const next = await tcp.connect(server);
      await expectOk(next, 'hola');
    });
  },
);

checkSurvivesNoText(program, { gap: 3, needs: 'serves one client after the other' });

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'answers a line',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await expectOk(peer, 'hola');
    await server.stop();
    expectQuietStderr(server);
  },
);
