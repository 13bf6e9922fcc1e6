import * as net from 'net'
import * as readline from 'readline'
import { parseArgs } from 'util'

interface Options { host: string, port: number }

function options(): Options {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } })
    const port = values.port ?? '12000'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? '127.0.0.1', port: +port }
  } catch {
    console.error('Usage: client [--port PORT] [--host HOST]')
    process.exit(2)
  }
}

const { host, port } = options()
let failed = false
let reply = ''

const sock = net.connect(port, host, () => {
  console.log('Connected from ' + sock.localAddress + ':' + sock.localPort)
  const rl = readline.createInterface({ input: process.stdin })
  process.stdout.write('Input lowercase sentence: ')
  rl.once('line', line => {
    sock.write(line)
    sock.write('\n')
    rl.close()
  })
})

sock.setEncoding('utf8')
sock.on('data', data => reply += data)

sock.on('error', (err: any) => {
  failed = true
  console.error('Error: ' + err.code)
  process.exit(1)
})

sock.on('close', () => {
  if (failed) return
  if (reply == '') {
    console.error('Error: no reply from the server')
    process.exitCode = 1
  } else {
    console.log('From server: ' + reply)
  }
})
