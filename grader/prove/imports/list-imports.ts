import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  /** What is imported: `node:net`, `../kit/index.ts`. Absent when the program computes it. */
  module?: string;
  line: number;
}

interface Expression {
  start: number;
  value?: unknown;
}

/** In the order of the file, however they are written. @throws Error when the file does not parse */
export function listImports(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new Error(`${file} does not parse: ${error.message}`);
  const imports: Import[] = [];
  const add = (source: Expression | null | undefined) => {
    if (!source) return;
    const line = text.slice(0, source.start).split('\n').length;
    imports.push({ ...(typeof source.value === 'string' && { module: source.value }), line });
  };
  const fromSource = (node: { source: Expression | null }) => add(node.source);
  new Visitor({
    ImportDeclaration: fromSource,
    ExportAllDeclaration: fromSource,
    ExportNamedDeclaration: fromSource,
    ImportExpression: fromSource,
    TSImportType: fromSource,
    TSExternalModuleReference: (node) => add(node.expression),
    CallExpression({ callee, arguments: [module] }) {
      if (callee.type === 'Identifier' && callee.name === 'require') add(module);
    },
  }).visit(program);
  return imports;
}
