import { expect, test } from 'vitest';
import { agreement, parseServices, serviceAt } from './services.ts';

const OURS = parseServices(
  [
    '# tcpmux 9/tcp',
    'smtp\t\t25/tcp\t\tmail # Simple Mail Transfer',
    'shell 514/tcp cmd syslog',
    'syslog 514/udp\r',
    '  indented 600/tcp',
    'second 25/tcp',
    'rtmp 1/ddp',
    'ftp 21/udp',
    'broken x/tcp',
    'half',
    '#gone 700/tcp',
  ].join('\n'),
);

test('a database: tabs, blanks, comments, aliases', () => {
  expect(OURS.map(({ name, port, protocol }) => `${name} ${port}/${protocol}`)).toEqual([
    'smtp 25/tcp',
    'shell 514/tcp',
    'syslog 514/udp',
    'indented 600/tcp',
    'second 25/tcp',
    'rtmp 1/ddp',
    'ftp 21/udp',
  ]);
  expect(OURS.slice(0, 2)).toMatchObject([
    { aliases: ['mail'], isCommented: true },
    { aliases: ['cmd', 'syslog'], isCommented: false },
  ]);
  expect(serviceAt(OURS, 25, 'tcp')?.name).toBe('smtp');
});

test('two databases agree where both give the same name to the same port', () => {
  const others = parseServices('smtp 25/tcp\nfsp 21/udp\nsyslog 514/udp\nmore 9000/tcp\nrtmp 1/ddp');
  const { known, isUnknown } = agreement(OURS, others);
  expect(known.map(({ name }) => name)).toEqual(['smtp', 'syslog']);
  expect([isUnknown(25, 'udp'), isUnknown(9000, 'tcp'), isUnknown(600, 'tcp')]).toEqual([true, false, false]);
});
