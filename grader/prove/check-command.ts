import { command } from '@socket-lab/kit/commands/command';
import { BreakOff } from '../class/break-off.ts';
import { countOf } from '../class/count-of.ts';
import { checkTopics } from './check-topics.ts';

const USAGE = `Usage: pnpm check [TOPIC…] [flags]

Proves every topic, or those named, by grading an artificial class: the solution passes, the untouched starter scores 0,
each mutant is caught by the check it names, each variant passes; and that nothing in the topic's folder is amiss.

  --update            write the golden transcripts anew (packages/TOPIC/mutants/transcripts)
  --repeat N          run the class N times without the cache; every verdict has to be the same each time
  --concurrency N     students at once                                     (one and a half for each core)
  --help

Exit code: 0 everything is proven; 1 something is not, and is named; 2 something asked for cannot be done.`;

export default command({
  name: 'check',
  usage: USAGE,
  options: { update: { type: 'boolean' }, repeat: { type: 'string' }, concurrency: { type: 'string' } },
  words: 'many',
  async run({ flags: { update = false, repeat = '1', concurrency }, words: topics, courseDirectory }) {
    const counts = {
      repeat: countOf('--repeat', repeat),
      ...(concurrency !== undefined && { concurrency: countOf('--concurrency', concurrency) }),
    };
    using breakOff = new BreakOff();
    const { signal } = breakOff;
    try {
      const isolation = 'node'; // the programs are the course's own
      const isElsewhere = process.env.CI === 'true';
      const how = { topics, update, ...counts, isolation, isElsewhere, signal } as const;
      const { notProven } = await checkTopics({ ...how, courseDirectory });
      return notProven > 0 ? 1 : 0;
    } catch (error) {
      if (!signal.aborted) throw error;
      console.error('Stopped. What is done is kept; the same command goes on from there.');
      return signal.reason;
    }
  },
});
