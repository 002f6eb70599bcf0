import { describe, expect, it } from 'vitest'
import type { Connection, ProxySettings } from '../../../../contracts/kit/http/connection.ts'
import {
  createProxyError,
  explainConnectionError,
  isPermanentFailure,
} from '../../../../contracts/kit/http/connection-error.ts'

const proxy: ProxySettings = { url: 'https://proxy.test:8080', source: 'HTTPS_PROXY', createTunnel: null }

function explain(code: string, message: string, connection: Connection = {}): Error {
  const error = Object.assign(new Error(message), { code })
  return explainConnectionError(error, { url: new URL('https://api.test'), connection, tunnelStatus: null })
}

describe('another attempt', () => {
  it.each([
    ['CERT_HAS_EXPIRED', 'certificate has expired'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname does not match'],
    ['EPROTO', 'ssl3_get_record:wrong version number'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsv13 alert certificate required'],
  ])('fails too after %s, of the target and of the proxy', (code, message) => {
    expect(isPermanentFailure(explain(code, message))).toBe(true)
    expect(isPermanentFailure(explain(code, message, { proxy }))).toBe(true)
  })

  it.each([
    ['ECONNREFUSED', 'connect ECONNREFUSED'],
    ['ECONNRESET', 'socket hang up'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'decryption failed or bad record mac'],
  ])('can succeed after %s, of the target and of the proxy', (code, message) => {
    expect(isPermanentFailure(explain(code, message))).toBe(false)
    expect(isPermanentFailure(explain(code, message, { proxy }))).toBe(false)
  })

  it.each([
    [403, true],
    [407, true],
    [408, false],
    [429, false],
    [502, false],
    [503, false],
  ])('after a proxy has refused with %i is useless: %s', (status, isUseless) => {
    expect(isPermanentFailure(createProxyError(proxy, status))).toBe(isUseless)
  })
})
