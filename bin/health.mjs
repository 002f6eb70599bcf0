// The health check of the image. Finds the port as the server does: in its command line, else in PORT.
import { readFileSync } from 'node:fs'

const [, , commandLine = '/proc/1/cmdline'] = process.argv
const args = readFileSync(commandLine, 'utf8').split('\0')
const port = readOption('--port') ?? (process.env.PORT || '4010')
const protocol = readOption('--tls-cert') === undefined ? 'http' : 'https'
// The certificate need not be one for this address.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
process.removeAllListeners('warning')
const response = await fetch(`${protocol}://127.0.0.1:${port}/_twin/v1/health`).catch(() => null)
process.exitCode = response?.ok === true ? 0 : 1

/** Reads an option in the forms `--port 80` and `--port=80`; the last one counts. */
function readOption(name) {
  const at = args.findLastIndex((word) => word === name || word.startsWith(`${name}=`))
  if (at === -1) return undefined
  return args[at] === name ? args[at + 1] : args[at].slice(name.length + 1)
}
