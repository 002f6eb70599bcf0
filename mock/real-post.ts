/** How long a subscriber may take to answer. */
const WEBHOOK_TIMEOUT_MS = 10_000

/** Sends a webhook's message over the network; does not follow redirects. */
export async function postWebhook(request: Request): Promise<Response> {
  const response = await fetch(request, { signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS), redirect: 'manual' })
  // Nothing in the answer matters but its status; unread it would hold the connection.
  await response.body?.cancel()
  return response
}
