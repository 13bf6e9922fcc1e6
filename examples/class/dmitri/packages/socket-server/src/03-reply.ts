const net = require('net')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? '8888'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '0.0.0.0', port: +port }
  } catch {
    console.error('Usage: 03-reply [--port PORT] [--host HOST]')
    process.exit(2)
  }
}

const { host, port } = options()

const server = new net.Server()

server.once('connection', (sock: any) => {
  server.close()
  let text = ''
  sock.setEncoding('utf8')
  sock.on('error', (err: any) => console.error(err.code))
  sock.on('data', (data: string) => {
    text += data
<<<<<<< HEAD
    const nl = text.indexOf('\n')
    if (nl === -1) return
    sock.removeAllListeners('data')
    sock.end(text.slice(0, nl + 1))
=======
    if (text.endsWith('\n')) sock.end(text)
>>>>>>> 8c1f2de (03 works with telnet)
  })
})

server.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code + ' ' + err.message)
  process.exit(1)
})

server.listen({ host, port }, () => {
  console.log('Socket now listening on ' + host + ':' + server.address().port)
})
