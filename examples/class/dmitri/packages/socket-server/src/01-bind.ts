const net = require('net')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? '8888'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '0.0.0.0', port: +port }
  } catch {
    console.error('Usage: 01-bind [--port PORT] [--host HOST]')
    process.exit(2)
  }
}

const { host, port } = options()

const server = new net.Server()
console.log('Socket created')

server.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code + ' ' + err.message)
  process.exit(1)
})

server.on('listening', () => {
  console.log('Socket bound to ' + host + ':' + server.address().port)
  server.close()
})

server.listen({ host, port })
