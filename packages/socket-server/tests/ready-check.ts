import { check, line } from '@socket-lab/kit';

const CALLBACK =
  'listen() returns before anything has happened: a line printed right behind it is a guess. Print in its callback, where address() of the server knows the address and the port.';

/** Declares that a server says when it listens. */
export function checkReadyLine(program: string, gap: number, strongerHint = CALLBACK): void {
  check(
    'says when it listens, with its port',
    {
      program,
      gap,
      points: 1,
      hint: 'The ready line is exactly "Socket now listening on HOST:PORT"; print it once the server listens.',
      strongerHint,
    },
    async ({ start }) => {
      const server = await start(program, { host: '127.0.0.1' });
      const ready = line('Socket now listening on ', /\S+/, `:${server.port}`);
      await server.prints(ready, `"Socket now listening on 127.0.0.1:${server.port}"`);
    },
  );
}
