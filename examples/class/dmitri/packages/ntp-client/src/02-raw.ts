const dgram = require('dgram')
const { parseArgs } = require('util')

function options() {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } }
    })
    const port = values.port ?? '123'
    if (!/^\d+$/.test(port) || +port > 65535) throw new RangeError(port)
    return { host: values.host ?? 'pool.ntp.org', port: +port, timeout: +(values.timeout ?? 5000) }
  } catch {
    console.error('Usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]')
    process.exit(2)
  }
}

const { host, port, timeout } = options()
const EPOCH = 2208988800n
const sock = dgram.createSocket('udp4')

function toNtp(ms: number): bigint {
  return (BigInt(Math.round(ms * 1000)) << 32n) / 1000000n + (EPOCH << 32n)
}

function toMs(ntp: bigint): number {
  const era = ntp >> 63n ? 0n : 1n << 64n
  return Number(((ntp + era - (EPOCH << 32n)) * 1000000n) >> 32n) / 1000
}

function clock() {
  return performance.timeOrigin + performance.now()
}

function die(why: string) {
  console.error('Error: ' + why)
  process.exit(1)
}

const req = Buffer.alloc(48)
req[0] = 0xe3 // leap 3 (not synchronized), version 4, mode 3
const t1 = clock()
req.writeBigUInt64BE(BigInt.asUintN(64, toNtp(t1)), 40)

const timer = setTimeout(() => die('no answer within ' + timeout + ' ms'), timeout)

// the originate timestamp tells whether it is the answer, whoever has sent it
sock.on('message', (msg: Buffer, rinfo: any) => {
  const t4 = clock()
  if (msg.length < 48) return die('short packet, ' + msg.length + ' bytes')
  if (msg.compare(req, 40, 48, 24, 32) !== 0) return
  clearTimeout(timer)
  const mode = msg[0] & 7
  if (mode !== 4) return die('mode ' + mode)
  if (msg[1] === 0) return die('kiss of death ' + msg.subarray(12, 16))
  const t2 = toMs(msg.readBigUInt64BE(32))
  const t3 = toMs(msg.readBigUInt64BE(40))
  console.log('Response received from ' + rinfo.address + ':' + rinfo.port)
  console.log('Time = ' + new Date(t3).toISOString())
  console.log('Offset = ' + (t2 - t1 + t3 - t4) / 2000 + 's')
  console.log('Delay = ' + (t4 - t1 - (t3 - t2)) / 1000 + 's')
  sock.close()
})

sock.on('error', (err: any) => die(err.code))
sock.send(req, port, host, (err: any) => {
  if (err) die(err.code)
})
