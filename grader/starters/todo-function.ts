/**
 * The function at the end of each starter. The line is that of the call in the student's file as it is now: it is read
 * from the stack, which tsx and `node --enable-source-maps` give in terms of the TypeScript source.
 *
 * @param file how the student knows the file: `src/server.ts`
 */
export function todoFunction(file: string): string {
  return `/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\\n')[2]?.match(/:\\d+(?=:\\d+\\)?$)/)?.[0] ?? '';
  console.error(\`TODO \${gap} is still open: \${what} (${file}\${line})\`);
  process.exit(1);
}
`;
}
