import { parseSync, Visitor } from 'oxc-parser';

/** An import, of types too, however it is written. */
export interface Import {
  /** What is imported: `node:net`, `../kit/index.ts`. Absent when the program computes it. */
  module?: string;
  /** Where it stands, counted from 1. */
  line: number;
}

/** A node of the syntax tree, as far as it matters here. */
interface Expression {
  start: number;
  value?: unknown;
}

/**
 * Lists what a TypeScript file imports: `import`, `export … from`, `import()`, `import x = require()`, `require()` and
 * `import()` types, in the order of the file.
 *
 * @throws Error when the file does not parse
 */
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
