import type { Misconception } from './evidence.ts';
import { printedInstead } from './printed-instead.ts';

const ENDPOINT = /(?:[\da-fA-F.:]+?|undefined)(?::| port )(?:\d+|undefined)/;

/** Before it is connected, and when it is closed, a socket knows neither end: address and port are undefined. */
export const asksAnUnconnectedSocket: Misconception = (evidence) => {
  const { printed } = printedInstead(evidence, ENDPOINT) ?? {};
  if (!printed || !/undefined(?::| port )undefined/.test(printed[0])) return undefined;
  return 'It looks as if the socket is asked where it is connected while it is not, because both address and port are undefined: not yet, or no longer.';
};
