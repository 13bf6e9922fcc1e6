import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTopic } from '../../topic/read-topic.ts';
import { topicIds } from '../../topic/topic-ids.ts';
import { topicMeant } from '../../topic/topic-meant.ts';
import { UsageFault } from '../usage-error.ts';

const TEST_TOPIC = fileURLToPath(new URL('./test-topic.ts', import.meta.url));

/**
 * The command `pnpm test` of the handout: the checks of a topic by its name, from the folder of the course. Without a name it
 * says what there is.
 * @returns the exit code: that of the topic's own test
 */
export async function testCommand(args: readonly string[], courseDirectory: string): Promise<number> {
  const [name, ...rest] = args[0] === '--' ? args.slice(1) : args;
  try {
    if (name !== undefined && !name.startsWith('-')) {
      const topic = topicMeant(name, topicIds(courseDirectory));
      return await testTopic(join(courseDirectory, 'packages', topic), rest);
    }
    if (name !== undefined && !['--help', '-h'].includes(name)) {
      throw new UsageFault(`Name a topic first: pnpm test TOPIC ${args.join(' ')}. "pnpm test" lists them.`);
    }
    console.log(listOfTopics(courseDirectory));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** As `pnpm --filter TOPIC test` does it: in the topic's folder. */
function testTopic(directory: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [TEST_TOPIC, ...args], { cwd: directory, stdio: 'inherit' });
  const leaveItToTheChild = () => {}; // Ctrl-C on a terminal reaches both, and the child has something to end
  process.on('SIGINT', leaveItToTheChild);
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => {
      process.off('SIGINT', leaveItToTheChild);
      resolve(code ?? 1);
    });
  });
}

function listOfTopics(courseDirectory: string): string {
  const ids = topicIds(courseDirectory);
  const width = Math.max(...ids.map((id) => id.length));
  const rows = ids.map((id) => `  pnpm test ${id.padEnd(width)}  ${titleOf(join(courseDirectory, 'packages', id))}`);
  return [
    'The checks of which topic?',
    rows.join('\n'),
    'One program of it: pnpm test udp-pair server. Again at each saving: pnpm test udp-pair --watch.\nHow far you are in all of them: pnpm progress.',
  ].join('\n\n');
}

/** @throws UsageFault when its topic.yaml is at fault */
function titleOf(directory: string): string {
  try {
    const { title, programs } = readTopic(directory);
    return `${title}: ${Object.keys(programs).join(', ')}`;
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
}
