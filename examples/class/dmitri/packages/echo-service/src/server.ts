import * as net from 'net'
import { parseArgs } from 'util'

interface Options { host: string, port: number }

function options(): Options {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? ''
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '0.0.0.0', port: +port }
  } catch {
    console.error('Usage: server --port PORT [--host HOST]')
    process.exit(2)
  }
}

const { host, port } = options()

const server = new net.Server({ allowHalfOpen: true })

server.on('connection', (sock: net.Socket) => {
  const who = sock.remoteAddress + ':' + sock.remotePort
  // pipe takes care of slow readers and of the end
  sock.pipe(sock)
  sock.on('error', err => console.log('lost ' + who + ': ' + err.message))
  sock.on('finish', () => console.log(`sent ${sock.bytesWritten} bytes back to ${who}`))
})

server.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code + ' ' + err.message)
  process.exit(1)
})

server.listen({ host, port, backlog: 5 }, () => {
  const a: any = server.address()
  console.log('Starting up echo server on ' + host + ' port ' + a.port)
})
