/** Who a program is in a sentence: `The server`, `The program`. */
export function who(program: string): string {
  return /^(server|client)$/.test(program) ? `The ${program}` : 'The program';
}
