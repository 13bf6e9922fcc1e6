import type { Seen } from '../../check/recording.ts';
import { textOf } from '../../failure/message.ts';
import type { Recording, WireEvent } from '../../wire/types.ts';

/** The recorded wire with a remark where the check failed, for who reads it elsewhere. */
export function annotated({ recording, failure, failedAtMs }: Seen): Recording {
  const { events } = recording;
  if (!failure || failedAtMs === undefined) return recording;
  const after = events.findIndex(({ atMs }) => atMs > failedAtMs);
  const before = after === -1 ? events : events.slice(0, after);
  const conversation = before.at(-1)?.conversation ?? 1;
  const text = `Here the check failed: ${textOf(failure.summary)}`;
  const note: WireEvent = { atMs: failedAtMs, conversation, kind: 'note', text };
  return { ...recording, events: [...before, note, ...events.slice(before.length)] };
}
