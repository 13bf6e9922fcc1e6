import { styleText } from 'node:util';
import { answerInWords } from './answer.ts';
import { type Asked, counted, type Reply } from './ask.ts';
import { hanging } from './hanging.ts';
import { promptByKeys } from './prompt-by-keys.ts';

/** Asks in a terminal: arrow keys, space, Enter. A question that is done shrinks to its answer. */
export async function askByKeys(asked: Asked): Promise<Reply> {
  const reply = await prompt(asked);
  if (reply !== 'leave') console.log(replyInWords(asked, reply));
  return reply;
}

async function prompt(asked: Asked): Promise<Reply> {
  const ending = new AbortController();
  const onKey = (_: unknown, { name, ctrl = false }: { name?: string; ctrl?: boolean }) => {
    if (!('options' in asked.question)) return; // there these keys are letters of an answer
    if (ctrl ? name === 'd' : name === 'q') ending.abort('leave');
    else if (!ctrl && name === 's') ending.abort('skip');
  };
  // Readline pauses its input when Ctrl-D ends it, or the terminal goes.
  const onPause = () => ending.abort('leave');
  process.stdin.on('keypress', onKey).once('pause', onPause);
  try {
    return await promptByKeys(asked, { signal: ending.signal, clearPromptOnDone: true });
  } catch (error) {
    if (ending.signal.aborted) return ending.signal.reason;
    if ((error as Error).name === 'ExitPromptError') return 'leave'; // Ctrl-C
    throw error;
  } finally {
    process.stdin.off('keypress', onKey).off('pause', onPause);
  }
}

/** What stays on the screen of a question: the question, and what was answered. */
function replyInWords(asked: Asked, reply: Exclude<Reply, 'leave'>): string {
  const isSkipped = reply === 'skip';
  const mark = isSkipped ? styleText('dim', '–') : styleText('green', '✔');
  const answer = isSkipped ? styleText('dim', 'skipped') : styleText('cyan', hanging(4, inFull(asked, reply)));
  const label = `${counted(asked)} `;
  return `${mark} ${label}${styleText('bold', hanging(label.length + 2, asked.question.question))}\n    ${answer}`;
}

function inFull({ question }: Asked, { answer }: Exclude<Reply, string>): string {
  const option = question.kind === 'choice' ? question.options[String(answer)] : undefined;
  return option === undefined ? answerInWords(answer) : `${answer}) ${option}`;
}
