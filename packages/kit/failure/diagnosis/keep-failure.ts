import { firstDifference } from '../../text/bytes.ts';
import { type Sketch, type Step, sketch } from '../../wire/steps.ts';
import type { Comparison, Failure, ProgramReport } from '../failure.ts';
import type { KeptBytes, KeptComparison, KeptFailure, KeptStep, KeptWire } from '../kept-failure.ts';
import { mapTexts, type Words } from '../message.ts';
import { type KeptProgram, keepOutput, MOST_PROGRAMS } from '../program-in-words.ts';
import { relation } from '../relation.ts';
import { asBuffer, untilFailure } from './conversation.ts';
import { misconceptionIn } from './misconceptions.ts';

/** On each side of the place where two values part: more than a terminal shows. */
const NEAR_BYTES = 1_024;
/** Of each piece of data on the wire: more than its label shows. */
const HEAD_BYTES = 256;
/** Of a text within a message, in UTF-16 units. */
const MOST_TEXT = 4_096;

/** What is kept of all that a failed check knows; what it looks as if is found here, where everything is at hand. */
export function keepFailure(failure: Failure): KeptFailure {
  const { summary, comparison, crash, cameTo, wire, programs, gap, hint, isStrongerHintDue, replay } = failure;
  const diagnosis = crash || cameTo ? undefined : misconceptionIn(failure)?.said;
  return {
    message: shortened(summary),
    ...(comparison && { comparison: keepComparison(comparison) }),
    ...(diagnosis && { diagnosis }),
    evidence: {
      wire: keepWire(sketch(diagnosis ? wire : untilFailure(wire))),
      programs: programs.slice(-MOST_PROGRAMS).map(keepProgram),
    },
    ...(crash && { crash: { ...crash, summary: shortened(crash.summary) } }),
    ...(cameTo !== undefined && { cameTo: shortened(cameTo) }),
    ...(gap && { gap }),
    ...(hint !== '' && { hint: shortened(hint) }),
    ...(isStrongerHintDue && { isStrongerHintDue }),
    ...(replay !== undefined && { replay }),
  };
}

function shortened<Given extends Words>(words: Given): Given {
  return mapTexts(words, (text) => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text));
}

function keepComparison(comparison: Comparison): KeptComparison {
  if (comparison.kind === 'words') {
    return { kind: 'words', expected: shortened(comparison.expected), received: shortened(comparison.received) };
  }
  const { expected, received, followedBy } = comparison;
  const at = firstDifference(expected, received);
  const found = relation(expected, received);
  return {
    kind: 'bytes',
    expected: keepBytes(expected, at),
    received: keepBytes(received, at),
    at,
    ...(found && { relation: found }),
    ...(followedBy !== undefined && { followedBy }),
  };
}

function keepBytes(bytes: Uint8Array, at: number): KeptBytes {
  const from = Math.max(0, at - NEAR_BYTES);
  return { size: bytes.length, from, base64: base64(bytes.subarray(from, at + NEAR_BYTES)) };
}

function keepWire({ first, last, ...rest }: Sketch): KeptWire {
  return { ...rest, first: first.map(keepStep), last: last.map(keepStep) };
}

function keepStep(step: Step): KeptStep {
  const atMs = Math.round(step.atMs);
  if (step.kind !== 'run')
    return step.kind === 'note' ? { ...step, atMs, text: shortened(step.text) } : { ...step, atMs };
  const { pieces, programAt: _, ...rest } = step;
  const head = Buffer.concat(pieces.slice(0, HEAD_BYTES).map((piece) => piece.subarray(0, HEAD_BYTES)));
  return { ...rest, atMs, head: base64(head.subarray(0, HEAD_BYTES)) };
}

function keepProgram({ command, stdout, stderr, ending }: ProgramReport): KeptProgram {
  return { command: shortened(command), stdout: keepOutput(stdout), stderr: keepOutput(stderr), ending };
}

function base64(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64');
}
