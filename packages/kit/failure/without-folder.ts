import { pathToFileURL } from 'node:url';
import type { Comparison, Failure } from './failure.ts';
import { mapTexts, type Words } from './message.ts';

/** A failure without the paths of the staged folder (`folders`, absolute): its author knows `src/server.ts`. */
export function withoutFolder(failure: Failure, folders: readonly string[]): Failure {
  const prefixes = folders.flatMap((folder) => [`${pathToFileURL(folder).href}/`, `${folder}/`, `${folder}\\`]);
  const plain = (said: string) => prefixes.reduce((rest, prefix) => rest.replaceAll(prefix, ''), said);
  const text = <Given extends Words>(words: Given) => mapTexts(words, plain);
  // The paths of a stack trace are read by their form (read-errors.ts), and shortened there.
  const quoted = (said: string) => prefixes.reduce((rest, prefix) => rest.replaceAll(`'${prefix}`, "'"), said);
  const bytes = (data: Uint8Array) => {
    // Latin-1 has a character for every byte, so that bytes which are no text come back as they were.
    const said = Buffer.from(data).toString('latin1');
    const found = prefixes.map((prefix) => Buffer.from(prefix).toString('latin1')).filter((it) => said.includes(it));
    if (found.length === 0) return data;
    return Buffer.from(
      found.reduce((rest, prefix) => rest.replaceAll(prefix, ''), said),
      'latin1',
    );
  };
  const { summary, comparison, crash, wire, programs } = failure;
  return {
    ...failure,
    summary: text(summary),
    ...(comparison && { comparison: compared(comparison, text, bytes) }),
    ...(crash && { crash: { ...crash, summary: text(crash.summary) } }),
    wire: wire.map((event) => ('bytes' in event ? { ...event, bytes: bytes(event.bytes) } : event)),
    programs: programs.map((each) => ({ ...each, stdout: plain(each.stdout), stderr: quoted(each.stderr) })),
  };
}

function compared(
  comparison: Comparison,
  text: (words: Words) => Words,
  bytes: (data: Uint8Array) => Uint8Array,
): Comparison {
  return comparison.kind === 'bytes'
    ? { ...comparison, received: bytes(comparison.received) }
    : { ...comparison, received: text(comparison.received) };
}
