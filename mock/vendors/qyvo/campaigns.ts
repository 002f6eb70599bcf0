import type { components } from '../../../spec/generated/qyvo.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { deriveKey, randomFraction, randomInt } from '../../world/random.ts'
import { addDuration, DAY, HOUR, type Instant, MINUTE } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getEpoch } from './contact-profile.ts'
import { getIds } from './ids.ts'
import { getCampaignTemplate } from './templates.ts'

type Campaign = components['schemas']['Campaign']

const NAMES = [
  'Rain jackets are back',
  'Gifts below twenty',
  'Free delivery this week',
  'New colours',
  'Last pairs',
  'Members first',
  'Weekend in the shop',
]

/** The time between two campaigns. No action creates one, so the workspace's users send them at a steady pace. */
const INTERVAL = 3 * DAY

/** The time before the first session in which campaigns were sent as well. */
const LEAD = 45 * DAY

const MAX_RECIPIENTS = 2500

/** Returns the newest sent campaigns, newest first, and the time at which the next one is sent. */
export function listNewestCampaigns({ world }: HandlerContext, limit: number) {
  const origin = addDuration(getEpoch(world), -LEAD)
  const campaigns: Campaign[] = []
  let index = Math.floor((world.now - origin) / INTERVAL)
  let next = createCampaign(world, origin, index + 1).sentAt
  for (; index >= 0 && campaigns.length < limit; index--) {
    const { sentAt, campaign } = createCampaign(world, origin, index)
    if (sentAt <= world.now) campaigns.push(campaign)
    else next = sentAt
  }
  return { campaigns, validUntil: next }
}

/** Creates the campaign at an index, a pure function of the seed. */
function createCampaign(world: World, origin: Instant, index: number) {
  const { seed, contacts } = world.dataset.parameters
  const key = deriveKey(seed, 'qyvo/campaign')
  const createdAt = addDuration(origin, INTERVAL * index + Math.floor(8 * HOUR * randomFraction(key, index, 0)))
  const total = 1 + (randomInt(key, index, 1) % Math.min(MAX_RECIPIENTS, Math.max(1, contacts)))
  const failed = Math.floor(0.02 * total * randomFraction(key, index, 2))
  // 40 messages a minute, after at most half an hour.
  const sentAt = addDuration(createdAt, Math.floor(MINUTE * (30 * randomFraction(key, index, 3) + total / 40)))
  const template = getCampaignTemplate(world)
  const campaign: Campaign = {
    id: getIds(world).campaign.encode(index, createdAt),
    name: NAMES[index % NAMES.length] ?? '',
    status: 'sent',
    template_id: template.id,
    template_name: template.name,
    total_recipients: total,
    sent_count: total - failed,
    failed_count: failed,
    sent_at: formatIsoSeconds(sentAt),
    created_at: formatIsoSeconds(createdAt),
  }
  return { sentAt, campaign }
}
