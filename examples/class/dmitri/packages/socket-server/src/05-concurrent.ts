const net = require('net')
const { parseArgs } = require('util')
const { Worker } = require('worker_threads')

function options() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? '8888'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '0.0.0.0', port: +port }
  } catch {
    console.error('Usage: 05-concurrent [--port PORT] [--host HOST]')
    process.exit(2)
  }
}

const thread = `
  const { parentPort, workerData } = require('worker_threads')
  const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2)
  parentPort.postMessage(fib(workerData))
`

// like threading.Thread(target=fib, args=(n,)).start() in Python
function inThread(n: number): Promise<string> {
  return new Promise(resolve => {
    const worker = new Worker(thread, { eval: true, workerData: n })
    worker.once('message', (f: number) => resolve('OK...fib(' + n + ')=' + f))
    worker.once('error', (err: Error) => resolve('ERR...' + err.message))
  })
}

async function answer(line: string) {
  if (!line.startsWith('fib ')) return 'OK...' + line
  const arg = line.slice(4)
  if (!/^\d+$/.test(arg) || +arg > 45) return 'ERR...0 to 45 please'
  return await inThread(+arg)
}

const { host, port } = options()
const server = new net.Server({ allowHalfOpen: true })

server.on('connection', (sock: any) => {
  let text = ''
  let queue: Promise<void> = Promise.resolve()
  sock.setEncoding('utf8')
  sock.on('data', (data: string) => {
    text += data
    for (let nl = text.indexOf('\n'); nl !== -1; nl = text.indexOf('\n')) {
      const result = answer(text.slice(0, nl).replace('\r', ''))
      queue = queue.then(async () => { sock.write(await result + '\n') })
      text = text.slice(nl + 1)
    }
  })
  sock.on('end', () => { queue = queue.then(() => { sock.end() }) })
  sock.on('error', (err: any) => console.log('lost: ' + err.message))
})

server.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code + ' ' + err.message)
  process.exit(1)
})

server.listen({ host, port }, () => {
  console.log('Socket now listening on ' + host + ':' + server.address().port)
})
