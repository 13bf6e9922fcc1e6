/** What a program takes when its flags are left out, as its own code says (`port = '12000'`), or else the comment above it. */
export function defaultFlags(source: string): { host?: string; port?: number } {
  const port = /\bport = '(\d+)'/.exec(source)?.[1] ?? /--port (\d+)/.exec(source)?.[1];
  const host = /\bhost = '([\w.:-]+)'/.exec(source)?.[1] ?? /--host ([\w.:-]+)/.exec(source)?.[1];
  return { ...(host !== undefined && { host }), ...(port !== undefined && { port: Number(port) }) };
}
