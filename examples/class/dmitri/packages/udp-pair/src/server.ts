const dgram = require('dgram')
const { parseArgs } = require('util')

function options() {
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
const sock = dgram.createSocket('udp4')

sock.on('message', (msg: Buffer, rinfo: any) => {
  console.log('Message received from ' + rinfo.address + ' port ' + rinfo.port)
  sock.send(String(msg).toUpperCase(), rinfo.port, rinfo.address, (err: any) => {
    if (err) console.error('no reply for port ' + rinfo.port + ': ' + err.code)
  })
})

sock.on('error', (err: any) => {
  console.error('Bind failed: ' + err.code)
  process.exit(1)
})

sock.bind(port, host, () => {
  console.log('The server is ready to receive on ' + host + ':' + sock.address().port)
})
