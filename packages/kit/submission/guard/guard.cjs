// Preloaded before a program whose topic does without some module or global of Node, or without the packages of its
// neighbours, or that may start threads; in each of its threads. It ends the program at the moment that it gets at one, whatever way it took: Node
// notes every module of its own that it loads in `process.moduleLoadList`, behind whatever door it was asked for.
// `rules` (write-guard.ts) is put in front of this text. Of what a student may change later (prototypes, globals)
// nothing is used once the program has begun.
'use strict';

const { defineProperty, getPrototypeOf, hasOwn, setPrototypeOf } = Object;
const { bind, call } = Function.prototype;
const [exec, slice] = [RegExp.prototype.exec, String.prototype.slice].map((method) => bind.call(call, method));
const { writeSync } = require('node:fs');
const nodeModule = require('node:module');
const { isBuiltin, registerHooks } = nodeModule;
const exit = process.reallyExit.bind(process);
const [ProxyOfNode, ErrorOfNode] = [Proxy, Error];
const { modules, globals, because, packages, workers, onlyModules, noProcesses, fileName, file, computed } = rules;
const place = new RegExp(`[/\\\\]${fileName}:(\\d+)`);
const notedModule = /^(?:NativeModule|Internal Binding|Binding) (.*)$/;
const bareName = /^[^./:\\#][^:]*$/;
const fixed = (value) => ({ __proto__: null, value, writable: false, enumerable: false, configurable: false });

/** Ends the program, and says why and where: by the stack, or else where the file computes a module's name. */
function refuse(what, why) {
  try {
    let where = computed;
    try {
      ErrorOfNode.stackTraceLimit = 100;
      const found = exec(place, new ErrorOfNode().stack);
      if (found) where = `${file}:${found[1]}`;
    } catch {}
    writeSync(2, `Shortcut: ${where}: ${what} ${why}\n`);
  } finally {
    exit(1);
  }
}

/** The forbidden module that a name of Node's own belongs to: `_http_client`, `http2/…`, the binding `http_parser`. */
function forbiddenBy(name) {
  for (let index = 0; index < modules.length; index++) {
    const each = modules[index];
    if (name === each || begins(name, `${each}/`) || begins(name, `_${each}_`)) return each;
    if (begins(name, `internal/${each}/`) || begins(name, `${each}_`)) return each;
  }
  return undefined;
}

const begins = (text, start) => slice(text, 0, start.length) === start;
const loaded = process.moduleLoadList;
setPrototypeOf(
  loaded,
  new ProxyOfNode(Array.prototype, {
    __proto__: null,
    set(_, key, note, list) {
      const forbidden = forbiddenBy(exec(notedModule, note)?.[1] ?? '');
      if (forbidden !== undefined) refuse(`uses node:${forbidden}.`, because);
      const entry = { __proto__: null, value: note, writable: true, enumerable: true, configurable: true };
      defineProperty(list, key, entry);
      return true;
    },
  }),
);
// The program sees a copy: with the list itself it could take the watch off it.
const copyOfLoaded = () => {
  const copy = [];
  for (let index = 0; index < loaded.length; index++) {
    defineProperty(copy, index, {
      __proto__: null,
      value: loaded[index],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return copy;
};
const list = { __proto__: null, get: copyOfLoaded, enumerable: true, configurable: false };
defineProperty(process, 'moduleLoadList', list);

// Another program would have no guard.
if (process.execve)
  defineProperty(
    process,
    'execve',
    fixed(() => refuse('uses process.execve.', noProcesses)),
  );

for (const name of globals) {
  if (!(name in globalThis)) continue;
  // A function, not a method: `new Request()` is refused as well.
  const refusing = function refusing() {
    refuse(`uses ${name}.`, because);
  };
  delete globalThis[name]; // to look at it would load it
  defineProperty(globalThis, name, fixed(refusing));
}

// Who only keeps headers in it does not speak HTTP by it; but Node's own comes with all of fetch, and loads node:http.
if (globals.includes('fetch') && !globals.includes('Headers')) {
  const token = /^[!#$%&'*+\-.^_`|~\w]+$/; // RFC 9110 §5.6.2
  const keyOf = (name) => {
    if (!token.test(name)) throw new TypeError(`Headers: ${name} is an invalid header name.`);
    return `${name}`.toLowerCase();
  };
  const trimmed = (value) => `${value}`.replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, '');
  class OwnHeaders {
    #values = new Map();
    constructor(init = []) {
      for (const [name, value] of Symbol.iterator in init ? init : Object.entries(init)) this.append(name, value);
    }
    append(name, value) {
      this.#values.set(keyOf(name), [...(this.#values.get(keyOf(name)) ?? []), trimmed(value)]);
    }
    set(name, value) {
      this.#values.set(keyOf(name), [trimmed(value)]);
    }
    delete(name) {
      this.#values.delete(keyOf(name));
    }
    has(name) {
      return this.#values.has(keyOf(name));
    }
    get(name) {
      return this.#values.get(keyOf(name))?.join(', ') ?? null;
    }
    getSetCookie() {
      return [...(this.#values.get('set-cookie') ?? [])];
    }
    *entries() {
      for (const [name, values] of [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (name === 'set-cookie') for (const value of values) yield [name, value];
        else yield [name, values.join(', ')];
      }
    }
    *keys() {
      for (const [name] of this.entries()) yield name;
    }
    *values() {
      for (const [, value] of this.entries()) yield value;
    }
    forEach(take, self) {
      for (const [name, value] of this.entries()) take.call(self, value, name, this);
    }
    [Symbol.iterator]() {
      return this.entries();
    }
    get [Symbol.toStringTag]() {
      return 'Headers';
    }
  }
  defineProperty(OwnHeaders, 'name', { __proto__: null, value: 'Headers', configurable: true });
  delete globalThis.Headers;
  defineProperty(globalThis, 'Headers', { __proto__: null, value: OwnHeaders, writable: true, configurable: true });
}

// The packages of a neighbour stand beside this program, too.
if (packages) {
  const resolve = (specifier, context, next) => {
    if (!isBuiltin(specifier) && exec(bareName, specifier) && !isAllowed(specifier)) {
      refuse(`imports "${specifier}".`, onlyModules);
    }
    return next(specifier, context);
  };
  const isAllowed = (specifier) => {
    for (let index = 0; index < packages.length; index++) {
      if (specifier === packages[index] || begins(specifier, `${packages[index]}/`)) return true;
    }
    return false;
  };
  registerHooks({ __proto__: null, resolve });
  // A hook of the program's own could answer in the place of this one.
  for (const name of ['registerHooks', 'register']) {
    defineProperty(
      nodeModule,
      name,
      fixed(() => refuse(`uses module.${name}.`, onlyModules)),
    );
  }
  nodeModule.syncBuiltinESMExports();
}

// A thread with options of its own would have neither this guard nor Node's permission model: it could start processes.
if (workers) {
  const threads = require('node:worker_threads');
  const { construct } = Reflect;
  const inherits = (given) => {
    const options = { __proto__: null, ...given, execArgv: undefined };
    if (typeof options.env === 'object' && options.env !== null) {
      options.env = { __proto__: null, ...options.env, NODE_OPTIONS: undefined };
      delete options.env.NODE_OPTIONS;
    }
    return options;
  };
  const Guarded = new ProxyOfNode(threads.Worker, {
    __proto__: null,
    construct: (Worker, given, Class) => construct(Worker, [given[0], inherits(given[1])], Class),
  });
  hideInnerClass(threads.Worker);
  defineProperty(threads.Worker.prototype, 'constructor', fixed(Guarded));
  defineProperty(threads, 'Worker', fixed(Guarded));
  // V8 can be told to show the inner class in stack traces (`--experimental-stack-trace-frames`), or to let it be named.
  defineProperty(
    require('node:v8'),
    'setFlagsFromString',
    fixed(() => refuse('uses v8.setFlagsFromString.', noProcesses)),
  );
  nodeModule.syncBuiltinESMExports();
}

/**
 * A worker's handle leads to the class inside Node that starts threads with any options, by its `constructor`. The handle
 * is taken where Worker keeps it, at a prototype that sees it come, before there is a thread.
 */
function hideInnerClass(Worker) {
  const taken = new ErrorOfNode('the handle is taken');
  let handle;
  const set = (_target, _key, value) => {
    if (typeof value?.startThread !== 'function') return true;
    handle = value;
    throw taken;
  };
  const { prototype } = Worker;
  function Decoy() {}
  Decoy.prototype = new ProxyOfNode(prototype, { __proto__: null, set });
  try {
    Reflect.construct(Worker, ['', { eval: true }], Decoy);
  } catch (error) {
    if (error !== taken) throw error;
  }
  const inner = handle && getPrototypeOf(handle);
  if (!inner || !hasOwn(inner, 'constructor')) throw new ErrorOfNode('Worker has no handle as that of Node 24.');
  defineProperty(inner, 'constructor', fixed(undefined));
}
