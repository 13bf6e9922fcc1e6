const net = require('net')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? '8888'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '0.0.0.0', port: +port }
  } catch {
    console.error('Usage: 04-loop [--port PORT] [--host HOST]')
    process.exit(2)
  }
}

const { host, port } = options()

const server = new net.Server()

server.on('connection', (sock: any) => {
  const who = sock.remoteAddress + ':' + sock.remotePort
  console.log('+ ' + who)
  let text = ''
  sock.setEncoding('utf8')
  sock.on('data', (data: string) => {
    text += data
    for (let nl = text.indexOf('\n'); nl !== -1; nl = text.indexOf('\n')) {
      sock.write('OK...' + text.slice(0, nl + 1))
      text = text.slice(nl + 1)
    }
  })
  // the default (no allowHalfOpen) ends our side after the client's
  sock.on('error', (err: any) => console.log('lost ' + who + ': ' + err.message))
  sock.on('close', () => console.log('- ' + who))
})

server.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code + ' ' + err.message)
  process.exit(1)
})

server.listen({ host, port }, () => {
  console.log('Socket now listening on ' + host + ':' + server.address().port)
})
