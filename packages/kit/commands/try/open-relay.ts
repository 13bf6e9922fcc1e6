import { type RelayOptions, TcpRelay } from '../../peers/tcp-relay.ts';
import { UdpRelay } from '../../peers/udp-relay.ts';

export type Relay = AsyncDisposable & { port: number };

/** @throws the error of the system when the port cannot be had */
export function openRelay(transport: 'tcp' | 'udp', options: RelayOptions): Promise<Relay> {
  return transport === 'udp' ? UdpRelay.open(options) : TcpRelay.open(options);
}

/**
 * A relay on the port that is wished for, or else on a free one.
 * @returns the relay, and the code of the error when it did not get the port
 */
export async function openRelayNear(
  transport: 'tcp' | 'udp',
  options: RelayOptions,
): Promise<{ relay: Relay; code?: string }> {
  try {
    return { relay: await openRelay(transport, options) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (options.port === undefined || code === undefined) throw error;
    const { port: _, ...elsewhere } = options;
    return { relay: await openRelay(transport, elsewhere), code };
  }
}
