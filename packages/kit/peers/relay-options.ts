import type { Recorder } from '../wire/recorder.ts';
import type { End, Endpoint } from '../wire/types.ts';

export const LOOPBACK = '127.0.0.1';

export interface RelayOptions {
  /** To where everything is passed on. */
  server: Endpoint;
  /** The relay's own port on 127.0.0.1; a free one when left out. */
  port?: number;
  /** All that passes is written down here. */
  wire: Pick<Recorder, 'newConversation' | 'record'>;
  /** Who begins the conversations: the end that talks to the relay. `peer` when left out. */
  client?: End;
}
