// Started by process-watcher.ts on Windows, beside the programs of one run. Its stdin is held open by that run alone: when the run
// ends for whatever reason, stdin ends here, and every process that is still on the list is killed with its children.
import { createInterface } from 'node:readline';

const groups = new Set();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const group = Number(line.slice(1));
    if (line.startsWith('+')) groups.add(group);
    else groups.delete(group);
  })
  .on('close', async () => {
    const { killGroup } = await import('../confine/kill-group.ts'); // only now: to load TypeScript costs as much as all the rest
    for (const group of groups) killGroup(group);
    process.exit(0);
  });
