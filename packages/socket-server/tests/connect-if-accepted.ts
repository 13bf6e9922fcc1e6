import { type CheckContext, CheckFailure, type Program, type TcpPeer } from '@socket-lab/kit';

/** A connection that the program may refuse as well: the second one of a server that takes one. */
export async function connectIfAccepted(tcp: CheckContext['tcp'], server: Program): Promise<TcpPeer | undefined> {
  try {
    return await tcp.connect(server);
  } catch (error) {
    if (error instanceof CheckFailure) return undefined;
    throw error;
  }
}
