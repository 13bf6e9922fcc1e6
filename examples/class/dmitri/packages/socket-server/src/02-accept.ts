const net = require('net')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? '8888'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '0.0.0.0', port: +port }
  } catch {
    console.error('Usage: 02-accept [--port PORT] [--host HOST]')
    process.exit(2)
  }
}

const { host, port } = options()

const server = new net.Server()

server.once('connection', (sock: any) => {
  console.log('Connected with ' + sock.remoteAddress + ':' + sock.remotePort)
  sock.destroySoon()
  process.exitCode = 0
  server.close()
})

server.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code + ' ' + err.message)
  process.exit(1)
})

server.listen({ host, port, backlog: 10 }, () => {
  console.log('Socket now listening on ' + host + ':' + server.address().port)
})
