import type { Seen } from '../../check/recording.ts';
import { isOnWire, type RecordedEvent, type Recording } from '../../wire/types.ts';

/** The recorded wire with a remark where the check failed, for who reads it elsewhere. */
export function annotated({ recording, failure }: Seen): Recording {
  const { events } = recording;
  const fails = events.findIndex(({ kind }) => kind === 'fails');
  const conversation = events.slice(0, fails).findLast(isOnWire)?.conversation ?? 1;
  const noted = events.map((event, index): RecordedEvent => {
    const text = `Here the check failed: ${failure?.summary}`;
    return index === fails ? { kind: 'note', atMs: event.atMs, conversation, text } : event;
  });
  return { ...recording, events: noted };
}
