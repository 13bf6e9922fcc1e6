import { check, expectKeepsServing } from '@socket-lab/kit';
import { expectAnswer, expectOk } from './answers.ts';
import { say } from './messages.ts';
import { checkReadyLine } from './ready-check.ts';

const program = '04-loop';

checkReadyLine(program, 2);

check(
  'answers a line',
  {
    program,
    gap: 4,
    points: 1,
    hint: 'The answer is "OK...", the line, and a line end, at once: the client stays, and waits for it.',
    strongerHint:
      'write() sends "OK...", the line, and a "\\n" of your own: gap 3 has cut the one of the client off. Nothing came? Then the answer waits for the event "end", which comes only when the client leaves: `receive` has to call `answer`.',
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
    strongerHint:
      'end() sends and closes, write() sends and leaves the connection open: only write() is right here. Listen for "data" with on(); once() hears the first chunk and no other.',
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
    strongerHint:
      'One indexOf() or one includes() finds one line. split() at "\\n" gives all parts: each but the last is a complete line, to be answered in a loop; the last stands behind the last newline, and is none yet.',
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
    strongerHint:
      'Join first, then cut: `unfinished`, and behind it the new text. Of the parts that split() gives, the last goes back into `unfinished` (pop() takes it out of the array); it is empty when the text ended in a newline.',
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
    hint: 'When the client has ended (the event "end"), nothing more will come from it. What does it still wait for? First its answers, then an end.',
    strongerHint:
      'With allowHalfOpen Node does not end your side for you: the listener of "end" calls end() of the socket, which lets out what was written and then says that nothing more comes. Without allowHalfOpen a later answer is lost.',
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
    hint: 'The end of one client is not the end of the server: it keeps listening. What in your program ends more than this one connection?',
    strongerHint:
      'In `close`, only the socket of this client is ended. close() of the server stops the listening, process.exit() ends all: neither belongs there. And `serve` is called for every connection: no once(), nobody turned away.',
  },
  async ({ start, tcp }) => {
    const server = await start('04-loop');
    const serve = async (text: string) => {
      const peer = await tcp.connect(server);
      await expectOk(peer, text);
      peer.end();
      await peer.expectNothingMore();
    };
    await serve('uno');
    await expectKeepsServing(server, say('after-first-client'), async () => {
      await serve('dos');
      await serve('tres');
    });
  },
);
