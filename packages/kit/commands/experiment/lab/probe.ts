import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, isIPv6 } from 'node:net';
import { STEP_DEADLINE_MS, withinDeadline } from '../../../program/deadline.ts';
import type { Endpoint, ProbeResult } from '../../../wire/types.ts';

/**
 * How long a socket waits to be told that nobody is there, in milliseconds. On Windows Node is told nothing of ICMP, so
 * silence is the usual answer there; elsewhere it means that the machine is slow.
 */
export const SILENCE_MS = process.platform === 'win32' ? 1_000 : STEP_DEADLINE_MS;
const QUESTION = 'hello\n';

/** Asks whether anything answers at an address of this machine. */
export async function probeAddress(transport: 'tcp' | 'udp', to: Endpoint): Promise<ProbeResult> {
  using sockets = new DisposableStack();
  const answer = transport === 'tcp' ? overTcp(to, sockets) : overUdp(to, sockets);
  return (await withinDeadline(answer, SILENCE_MS)) ?? 'silence';
}

async function overTcp({ address, port }: Endpoint, sockets: DisposableStack): Promise<ProbeResult> {
  const socket = sockets.adopt(connect({ host: address, port }), (open) => open.destroy());
  try {
    await once(socket, 'connect');
    socket.end(QUESTION);
    await once(socket, 'data');
    return 'answers';
  } catch (error) {
    return failure(error);
  }
}

/**
 * Two sockets ask. The one that is not connected takes the reply, from whichever of its addresses the server sends it;
 * the connected one is told by ICMP when no socket is bound there.
 */
async function overUdp({ address, port }: Endpoint, sockets: DisposableStack): Promise<ProbeResult> {
  const type = isIPv6(address) ? 'udp6' : 'udp4';
  const open = () => sockets.adopt(createSocket(type), (socket) => socket.close());
  const [free, connected] = [open(), open()];
  try {
    connected.connect(port, address);
    await once(connected, 'connect');
    const heard = Promise.race([once(free, 'message'), once(connected, 'message')]); // each rejects on 'error'
    free.send(QUESTION, port, address);
    connected.send(QUESTION);
    await heard;
    return 'answers';
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): ProbeResult {
  return { code: (error as NodeJS.ErrnoException).code ?? String(error) };
}
