/** Returns the ids of the sessions in Qyvo's feed that have a status. */
async function listSessions(url, token, status) {
  const response = await fetch(`${url}/api/v1/triggers/new-flow-triggered`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!response.ok) throw new Error(`the feed returned ${response.status}`)
  const sessions = await response.json()
  return sessions.filter((session) => session.status === status).map(({ id }) => id)
}

module.exports = { listSessions }
