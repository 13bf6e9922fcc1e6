import { expect, test } from 'vitest';
import { Tcp } from '../peers/tcp.ts';
import { Recorder } from '../wire/recorder.ts';
import { expectNotListening } from './expect-not-listening.ts';

test('only what listens at the address is a fault', async () => {
  const tcp = new Tcp(new Recorder(), async () => {});
  const { port } = await tcp.listen({ host: '127.0.0.1' });
  const given = '--host=127.0.0.2';
  await expectNotListening(tcp, { host: '127.0.0.2', port, given });
  await expect(expectNotListening(tcp, { host: '127.0.0.1', port, given })).rejects.toMatchObject({
    comparison: { expected: `with --host=127.0.0.2, nothing listens on 127.0.0.1:${port}` },
  });
  tcp.close();
});
