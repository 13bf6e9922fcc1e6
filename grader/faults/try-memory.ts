import { TinyCourse } from '../class/fixtures/tiny-course.ts';
import { gradeUnder } from './grade-under.ts';
import { mkdirSync, writeFileSync, rmdirSync, readFileSync } from 'node:fs';
const course = new TinyCourse();
course.submit('ana', `const held = Buffer.alloc(390 * 1024 * 1024, 1); setTimeout(() => console.log('hello', held.length), 300);\n`);
const dir = `/sys/fs/cgroup/memory/faults-${process.pid}`; mkdirSync(dir); writeFileSync(dir + '/memory.limit_in_bytes', String(650e6));
const prefix = ['sh', '-c', `echo $$ > ${dir}/cgroup.procs; exec "$@"`, 'sh'];
for (const p of [prefix, prefix, []]) {
 const g = await gradeUnder(course, { prefix: p });
 console.log(g.code, g.marks, g.printed, g.words, g.left);
}
console.log(readFileSync(dir+'/memory.oom_control','utf8')); rmdirSync(dir);
course[Symbol.dispose]();
