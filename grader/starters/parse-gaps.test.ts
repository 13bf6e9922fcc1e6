import { describe, expect, test } from 'vitest';
import { parseGaps } from './parse-gaps.ts';

const OPENS = 'a gap opens with its number and its words: "// gap 2: bind the socket".';
const CLOSES_NONE = '"// end gap" closes no gap. Open one first with "// gap 1: …", or delete this line.';
const DUE = ' is due. Number the gaps 1, 2, 3 … in the order of the file.';
const PATH = 'packages/echo-service/solution/server.ts';

/** A body, so that a gap is whole. */
const GAP_1 = '// gap 1: create the socket\ncreate();\n// end gap\n';

describe('a solution with its markers right', () => {
  test('is cut into text and gaps, in order', () => {
    const { pieces, gaps, faults } = parseGaps(
      PATH,
      `before();\n\n${GAP_1}after();\n  // gap 2: bind it\n  bind();\n  // end gap\n`,
    );
    expect(faults).toEqual([]);
    expect(pieces).toEqual(['before();\n\n', gaps[0], 'after();\n', gaps[1]]);
    expect(gaps).toEqual([
      { number: 1, line: 3, indent: '', words: ['create the socket'], starter: [], body: ['create();'] },
      { number: 2, line: 7, indent: '  ', words: ['bind it'], starter: [], body: ['  bind();'] },
    ]);
  });

  test('has words over several lines, and lines of its own for the starter', () => {
    const text = [
      '// gap 1: create the socket,',
      '//   then bind it',
      '// starter: const socket: Socket =',
      '// starter:   todo(1);',
      'const socket = create();',
      '//   a comment of the body',
      '// end gap',
    ].join('\n');
    const [gap] = parseGaps(PATH, text).gaps;
    expect(gap?.words).toEqual(['create the socket,', 'then bind it']);
    expect(gap?.starter).toEqual(['const socket: Socket =', '  todo(1);']);
    expect(gap?.body).toEqual(['const socket = create();', '//   a comment of the body']);
  });

  test('may use the word gap in its comments', () => {
    const text = `// A gap is a hole. The end gap too.\n${GAP_1}//   gaps\n/* gap 7 */\nconst x = 1; // gap 9: no marker, it stands behind code\n`;
    expect(parseGaps(PATH, text).faults).toEqual([]);
  });

  test('may have CRLF line ends', () => {
    const { gaps, faults } = parseGaps(PATH, GAP_1.replaceAll('\n', '\r\n'));
    expect(faults).toEqual([]);
    expect(gaps[0]?.body).toEqual(['create();']);
  });
});

describe('a malformed marker is a fault with file and line', () => {
  const cases: [name: string, text: string, ...faults: string[]][] = [
    [
      'nested',
      `${GAP_1}// gap 2: bind\nbind();\n// gap 3: send\nsend();\n// end gap\n`,
      ':6: gap 3 opens inside gap 2. Close gap 2 first with "// end gap".',
    ],
    ['unclosed', `\n${GAP_1}// gap 2: bind\nbind();\n`, ':5: gap 2 is never closed. Close it with "// end gap".'],
    ['ended and never opened', `${GAP_1}// end gap\n`, `:4: ${CLOSES_NONE}`],
    ['unnumbered', `// gap: create\ncreate();\n// end gap\n`, `:1: ${OPENS}`, `:3: ${CLOSES_NONE}`],
    ['without a colon', '// gap 1 create\n', `:1: ${OPENS}`],
    ['in other letters', '//Gap 1: create\n', `:1: ${OPENS}`],
    ['out of order', `${GAP_1}// gap 3: bind\nbind();\n// end gap\n`, `:4: gap 3 stands where gap 2${DUE}`],
    ['doubled', GAP_1 + GAP_1, `:4: gap 1 stands where gap 2${DUE}`],
    ['from nought', GAP_1.replace('1', '0'), `:1: gap 0 stands where gap 1${DUE}`],
    [
      'without words',
      '// gap 1:  \ncreate();\n// end gap\n',
      ':1: gap 1 has no words. Say what to do: "// gap 1: bind the socket".',
    ],
    [
      'without a body',
      '// gap 1: create\n\n// end gap\n',
      ':1: gap 1 is empty. Put the lines that students write between it and "// end gap".',
    ],
    [
      'with more on its last line',
      `${GAP_1}// gap 2: bind\nbind();\n// end gap 2\n// end gap\n`,
      ':6: a gap ends with "// end gap" and nothing else on the line.',
    ],
    [
      'starter: outside a gap',
      `${GAP_1}// starter: todo(1);\n`,
      ':4: "// starter:" stands outside a gap. Move it below the line that opens its gap, "// gap 1: …".',
    ],
    [
      'starter: after the body began',
      '// gap 1: create\ncreate();\n// starter: todo(1);\n// end gap\n',
      ':3: "// starter:" stands inside the body of gap 1. Move it above the body.',
    ],
    [
      'starter: without todo',
      '// gap 1: create\n// starter: const socket = undefined;\ncreate();\n// end gap\n',
      ":1: the starter's code of gap 1 never calls todo(1), so the program could not say that the gap is open.",
    ],
    [
      'starter: with the todo of another gap',
      '// gap 1: create\n// starter: todo(2);\ncreate();\n// end gap\n',
      ":1: the starter's code of gap 1 calls todo(2). Call todo(1).",
    ],
    [
      'no gap at all',
      'create();\n',
      ':1: no gap. Mark what students write with "// gap 1: …" above and "// end gap" below.',
    ],
  ];
  test.each(cases)('%s', (_name, text, ...faults) => {
    expect(parseGaps(PATH, text).faults).toEqual(faults.map((fault) => PATH + fault));
  });
});
