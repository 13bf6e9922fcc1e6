import { expect, test } from 'vitest';
import { topicMeant } from './topics-named.ts';

const IDS = ['echo-service', 'tcp-pair', 'udp-pair'];

test.each(['udp-pair', 'packages/udp-pair', './packages/udp-pair/', '.\\packages\\udp-pair\\'])('%s', (name) => {
  expect(topicMeant(name, IDS)).toBe('udp-pair');
});

test.each([
  ['ecko-service', 'There is no topic "ecko-service". Did you mean echo-service?'],
  ['homework', 'There is no topic "homework". There are: echo-service, tcp-pair, udp-pair.'],
  ['', 'There is no topic "". There are: echo-service, tcp-pair, udp-pair.'],
])('%j is none', (name, message) => {
  expect(() => topicMeant(name, IDS)).toThrow(message);
});
