import * as net from 'net'
import { parseArgs } from 'util'

interface Options { host: string, port: number }

function options(): Options {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? '12000'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '0.0.0.0', port: +port }
  } catch {
    console.error('Usage: server [--port PORT] [--host HOST]')
    process.exit(2)
  }
}

const { host, port } = options()

const server = new net.Server({ allowHalfOpen: true })

server.on('connection', (sock: net.Socket) => {
  console.log('Connection from ' + sock.remoteAddress + ':' + sock.remotePort)
  sock.on('error', err => console.log('lost: ' + err.message))
  sock.setEncoding('utf8')
  let text = ''
  let done = false
  const answer = (line: string) => {
    if (done) return
    done = true
    sock.end(line.toUpperCase())
  }
  sock.on('data', (data: string) => {
    text += data
    const nl = text.indexOf('\n')
    if (nl !== -1) {
      answer(text.slice(0, nl + 1))
  })
  sock.on('end', () => answer(text))
})

server.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code + ' ' + err.message)
  process.exit(1)
})

server.listen({ host, port, backlog: 5 }, () => {
  const a: any = server.address()
  console.log('The server is ready to receive on ' + host + ':' + a.port)
})
