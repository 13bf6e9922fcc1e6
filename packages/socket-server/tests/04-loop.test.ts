import { check, line } from '@socket-lab/kit';
import { expectAnswer, expectOk } from './answers.ts';

const program = '04-loop';

check(
  'says when it listens, with its port',
  {
    program,
    gap: 2,
    points: 1,
    hint: 'The ready line is exactly "Socket now listening on HOST:PORT"; print it once the server listens.',
  },
  async ({ start }) => {
    const server = await start('04-loop', { host: '127.0.0.1' });
    const ready = line('Socket now listening on ', /\S+/, `:${server.port}`);
    await server.prints(ready, `"Socket now listening on 127.0.0.1:${server.port}"`);
  },
);

check(
  'answers a line',
  {
    program,
    gap: 4,
    points: 1,
    hint: 'The answer is "OK...", the line, and a line end, at once: the client stays, and waits for it.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await expectOk(peer, 'hola mundo');
  },
);

check(
  'answers one line after the other',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'answers a line',
    hint: 'The client may have more to say. Nothing is over with the first line.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    for (const text of ['uno', 'dos', 'tres']) await expectOk(peer, text);
    peer.expectNothingElse();
  },
);

check(
  'answers each line of several that arrive together',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers a line',
    hint: 'What one "data" event brings may be several lines. Cut it at each newline.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await peer.send('uno\ndos\ntres\n');
    for (const text of ['uno', 'dos', 'tres']) await expectAnswer(peer, `OK...${text}`);
  },
);

check(
  'joins a line that arrives in parts',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'answers a line',
    hint: 'TCP is a stream: a line may arrive in any number of parts. Keep what stands behind the last newline.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await peer.sendInSegments('uno\nd', 'o', 's\n');
    for (const text of ['uno', 'dos']) await expectAnswer(peer, `OK...${text}`);
  },
);

check(
  'closes its side when the client has ended',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'answers a line',
    hint: 'When the client has ended (the event "end"), nothing more will come. What does the client wait for then?',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const peer = await tcp.connect(server);
    await peer.send('uno\n');
    peer.end();
    await expectAnswer(peer, 'OK...uno');
    await peer.expectNothingMore();
  },
);

check(
  'serves one client after the other',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'closes its side when the client has ended',
    hint: 'The end of one client is not the end of the server: it keeps listening.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    for (const text of ['uno', 'dos', 'tres']) {
      const peer = await tcp.connect(server);
      await expectOk(peer, text);
      peer.end();
      await peer.expectNothingMore();
    }
  },
);
