// Discovers the token endpoint of IDnow, gets a token by client credentials and reads the flows; prints their number.
import * as oauth from 'openid-client'

const { url, idnow } = JSON.parse(process.env.SAMPLES)
const insecure = { execute: [oauth.allowInsecureRequests] }
const discover = (secret, authentication) =>
  oauth.discovery(new URL(`${url}/oidc`), idnow.clientId, secret, authentication(secret), insecure)

const counts = []
for (const authentication of [oauth.ClientSecretPost, oauth.ClientSecretBasic]) {
  const configuration = await discover(idnow.secret, authentication)
  const token = await oauth.clientCredentialsGrant(configuration)
  if (token.expires_in !== 86400) throw new Error(`the token is valid for ${token.expires_in} seconds`)
  const flows = new URL(`${url}/api/v1/flows/live`)
  const response = await oauth.fetchProtectedResource(configuration, token.access_token, flows, 'GET')
  counts.push((await response.json()).content.length)
}
const configuration = await discover('wrong', oauth.ClientSecretPost)
const refused = await oauth.clientCredentialsGrant(configuration).catch((error) => error)
if (refused.status !== 401) throw new Error(`a wrong secret got ${refused.status ?? 'a token'}`)
if (counts[0] === 0 || counts[0] !== counts[1]) throw new Error(`read ${counts.join(' and ')} flows`)
console.log(JSON.stringify({ flows: counts[0] }))
