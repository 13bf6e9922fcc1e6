import { addressInWords, thousands } from '../text/phrases.ts';
import { type LabelOptions, label } from './label.ts';
import { type Sketch, type Step, sketch } from './steps.ts';
import type { WireEvent } from './types.ts';

type ListingOptions = { width?: number; most?: number; ascii?: boolean };

/** A line an event for a reader who hears it: `2 ms: the peer sends "hel"`. Of many the middle is left out. */
export function listing(wire: readonly WireEvent[] | Sketch, options: ListingOptions = {}): string {
  const { width = 80, most, ascii = false } = options;
  const { first, omitted, last, areSeveral: named } = 'first' in wire ? wire : sketch(wire, most);
  const line = (step: Step) => {
    const time = `${thousands(Math.round(step.atMs))} ms: `;
    const room = width - time.length - LONGEST_FRAME;
    return time + sentence(step, named ? `peer ${step.conversation}` : 'the peer', { room, ascii });
  };
  const gap = omitted > 0 ? [`(${thousands(omitted)} more events)`] : [];
  return [...first.map(line), ...gap, ...last.map(line)].join('\n');
}

/** The words around data in a sentence take no more. */
const LONGEST_FRAME = ' the program sends  to peer 100'.length;

function sentence(step: Step, peer: string, layout: LabelOptions): string {
  if (step.kind === 'note') return step.text;
  const [who, other] = step.from === 'peer' ? [peer, 'the program'] : ['the program', peer];
  switch (step.kind) {
    case 'run':
      return `${who} sends ${label(step, layout)} to ${other}`;
    case 'connect':
      return `${who} connects to ${other} at ${addressInWords(step.address)}`;
    case 'fin':
      return `${who} tells ${other} that it sends nothing more (FIN)`;
    case 'reset':
      return `from ${who} comes ${label(step, layout)}`;
    case 'refused':
      return `${who} does not take the connection of ${other}: ${step.code}`;
    default:
      return step satisfies never;
  }
}
