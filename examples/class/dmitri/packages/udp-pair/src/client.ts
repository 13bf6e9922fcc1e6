const dgram = require('dgram')
const readline = require('readline')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } }
    })
    const port = values.port ?? '12000'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '127.0.0.1', port: +port, timeout: +(values.timeout ?? 5000) }
  } catch {
    console.error('Usage: client [--port PORT] [--host HOST] [--timeout MS]')
    process.exit(2)
  }
}

const { host, port, timeout } = options()
const sock = dgram.createSocket('udp4')
let timer: any

// there is only one server, so whatever comes is from it
sock.on('message', (msg: Buffer, rinfo: any) => {
  clearTimeout(timer)
  console.log('Received message from ' + rinfo.address + ' port ' + rinfo.port)
  console.log(String(msg))
  sock.close()
})

const rl = readline.createInterface({ input: process.stdin, output: process.stdout })
rl.question('Input lowercase sentence: ', (line: string) => {
  rl.close()
  sock.send(line, port, host, () => {
    timer = setTimeout(() => {
      console.error('No reply within ' + timeout + ' ms')
      process.exitCode = 1
      sock.close()
    }, timeout)
  })
})
