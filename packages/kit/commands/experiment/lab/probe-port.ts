import { CheckFailure } from '../../../failure/failure.ts';
import { withinDeadline } from '../../../program/deadline.ts';
import type { Lab } from './lab.ts';
import { SILENCE_MS } from './silence.ts';

/**
 * Sends a datagram to the experiment's port through a connected socket, which is told by ICMP when no socket is bound
 * there.
 * @returns whether it was told
 */
export async function isUnreachableByUdp(lab: Lab): Promise<boolean> {
  const { udp } = lab.between('probe', `port ${lab.port}`);
  const probe = await udp.connect(lab);
  await probe.send('anybody?');
  await withinDeadline(probe.arrival(), SILENCE_MS);
  return probe.isUnreachable;
}

/**
 * Tries to connect to the experiment's port.
 * @returns the code of the refusal; `undefined` when the connection was made
 */
export async function refusalByTcp(lab: Lab): Promise<string | undefined> {
  const { tcp } = lab.between('probe', `port ${lab.port}`);
  try {
    await tcp.connect(lab);
    return undefined;
  } catch (error) {
    if (!(error instanceof CheckFailure) || error.comparison?.kind !== 'words') throw error;
    return error.comparison.received.split(':')[0];
  }
}
