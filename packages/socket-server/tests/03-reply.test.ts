import { check } from '@socket-lab/kit';
import { checkReadyLine } from './ready-check.ts';

const program = '03-reply';

checkReadyLine(program, 2);

check(
  'sends the line back',
  {
    program,
    gap: 5,
    points: 2,
    hint: 'The line goes back through the same socket, as it came, its newline included: no word before, none behind.',
    strongerHint:
      '`reply` gets the line with its newline and hands it to the socket as it is. The newline is missing? indexOf() tells where it stands, and slice() stops before its second number: go one further (gap 4). Nothing else changes the line.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('hola mundo\n');
  },
);

check(
  'closes the connection after its reply',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'sends the line back',
    hint: 'The client reads until the server closes: send the line, and nothing else, and end the connection.',
    strongerHint:
      'write() sends, and leaves the connection open for ever. end() sends what it is given and then says that nothing more comes (FIN): give it the line, and no goodbye.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('hola mundo\n');
    await peer.expectNothingMore();
  },
);

check(
  'ends by itself, with exit code 0',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'closes the connection after its reply',
    hint: 'A server that listens keeps its program running. When is it time to close it? The exit code is 0 when all went well.',
    strongerHint:
      'close() of the server stops the listening and leaves the open connection alone, so `serve` may call it first of all: when the connection has ended, the program does, too, with 0. It needs no process.exit() and no exitCode.',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.send('hola mundo\n');
    await peer.expect('hola mundo\n');
    await peer.expectNothingMore();
    peer.end();
    await server.exits(0);
  },
);

check(
  'waits until the line is whole',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'sends the line back',
    hint: 'TCP is a stream: a line may arrive in any number of parts. Keep them until the newline is there.',
    strongerHint:
      'One "data" event brings some text, not a line. Put it behind what was received before, and look for the newline in all of that: indexOf() gives -1 as long as there is none, and then there is nothing to do yet. Lesson: "A stream has no lines".',
  },
  async ({ start, tcp }) => {
    const server = await start('03-reply');
    const peer = await tcp.connect(server);
    await peer.sendInSegments('hola ', 'mun', 'do\n');
    await peer.expect('hola mundo\n');
  },
);
