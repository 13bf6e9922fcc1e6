import { expect, test } from 'vitest';
import type { Program } from '../program/program.ts';
import { expectNotReady } from './expect-not-ready.ts';

/** A server that has printed this, and ended. */
function server(stdout: string): Program {
  return { readyTemplate: 'Ready on HOST port PORT', stdout: { text: () => stdout } } as unknown as Program;
}

test('a server that could not bind may say other things', () => {
  expectNotReady(server('Starting\nNot ready\n'));
});

test('a server that could not bind has not said that it is ready', () => {
  expect(() => expectNotReady(server('Ready on 0.0.0.0 port 8888\n'))).toThrow('although it could not bind');
});
