import type { FlowTexts } from '../../content/flow-texts.ts'

const YES_NO = { Yes: ['yes', 'Yes please', 'sure'], No: ['no', 'No thanks', 'not now'] }
const RATING = { Good: ['5', '4', 'great'], Fair: ['3', 'ok'], Poor: ['2', '1', 'not good'] }
const TOTALS = ['18.50', '42.00', '59.95', '84.50', '129.90', '212.40']

/** The flows of a shop that writes to its customers on WhatsApp. */
export const flowContent: FlowTexts = [
  {
    name: 'Cart rescue, first nudge',
    entryVariables: { source: ['cart'], cart_total: TOTALS, currency: ['EUR', 'GBP', 'USD'] },
    questions: [
      { key: 'wants_help', name: 'Wants help', answers: YES_NO },
      {
        key: 'reason',
        name: 'Reason',
        answers: {
          Price: ['too expensive', 'price'],
          Delivery: ['shipping takes long'],
          Later: ['later', 'next week'],
        },
      },
      { key: 'wants_coupon', name: 'Wants coupon', answers: YES_NO },
      { key: 'consent', name: 'Consent', answers: YES_NO },
      { key: 'rating', name: 'Rating', answers: RATING },
    ],
  },
  {
    name: 'Delivery feedback',
    entryVariables: {
      source: ['order'],
      order_number: ['R-20418', 'R-20533', 'R-20671', 'R-21002'],
      order_total: TOTALS,
    },
    questions: [
      { key: 'arrived', name: 'Arrived', answers: YES_NO },
      { key: 'rating', name: 'Rating', answers: RATING },
      {
        key: 'damage',
        name: 'Damage',
        answers: { None: ['no', 'all fine'], Box: ['box was torn'], Item: ['broken', 'scratched'] },
      },
      { key: 'recommend', name: 'Recommend', answers: YES_NO },
      {
        key: 'remark',
        name: 'Remark',
        answers: { Text: ['Thank you', 'Quick and friendly', 'The driver was very kind'] },
      },
    ],
  },
  {
    name: 'Back in stock alert',
    entryVariables: { source: ['widget'], product: ['Rain jacket', 'Trail shoes', 'Enamel mug', 'Wool blanket'] },
    questions: [
      { key: 'still_wanted', name: 'Still wanted', answers: YES_NO },
      { key: 'size', name: 'Size', answers: { S: ['S', 'small'], M: ['M', 'medium'], L: ['L', 'large'] } },
      { key: 'colour', name: 'Colour', answers: { Green: ['green'], Blue: ['blue', 'navy'], Sand: ['sand', 'beige'] } },
      { key: 'reserve', name: 'Reserve', answers: YES_NO },
      { key: 'channel', name: 'Channel', answers: { WhatsApp: ['here', 'WhatsApp'], Mail: ['mail', 'by e-mail'] } },
    ],
  },
  {
    name: 'Welcome to the club',
    entryVariables: { source: ['keyword'], keyword: ['CLUB', 'JOIN', 'HELLO'] },
    questions: [
      {
        key: 'birthday_month',
        name: 'Birthday month',
        answers: { Spring: ['April', 'May'], Summer: ['July', 'August'], Winter: ['January', 'December'] },
      },
      {
        key: 'interest',
        name: 'Interest',
        answers: { Outdoor: ['hiking', 'camping'], Home: ['kitchen', 'living room'], Gifts: ['presents'] },
      },
      { key: 'consent', name: 'Consent', answers: YES_NO },
      { key: 'friend', name: 'Friend', answers: YES_NO },
      { key: 'rating', name: 'Rating', answers: RATING },
    ],
  },
  {
    name: 'Return or exchange',
    entryVariables: { source: ['manual'], order_number: ['R-19877', 'R-20019', 'R-20204'] },
    questions: [
      {
        key: 'wish',
        name: 'Wish',
        answers: { Return: ['return it', 'money back'], Exchange: ['other size', 'exchange'] },
      },
      {
        key: 'reason',
        name: 'Reason',
        answers: { Size: ['too small', 'too big'], Taste: ['colour is different'], Fault: ['zip is broken'] },
      },
      { key: 'opened', name: 'Opened', answers: YES_NO },
      { key: 'pickup', name: 'Pickup', answers: YES_NO },
      { key: 'rating', name: 'Rating', answers: RATING },
    ],
  },
  {
    name: 'Appointment reminder',
    entryVariables: {
      source: ['webhook'],
      slot: ['Tue 10:00', 'Wed 14:30', 'Fri 09:15'],
      branch: ['Centre', 'Harbour', 'Station'],
    },
    questions: [
      { key: 'coming', name: 'Coming', answers: YES_NO },
      {
        key: 'new_slot',
        name: 'New slot',
        answers: { Morning: ['in the morning'], Afternoon: ['after 3pm', 'afternoon'] },
      },
      { key: 'guests', name: 'Guests', answers: { One: ['1', 'just me'], Two: ['2', 'two of us'], More: ['four'] } },
      { key: 'parking', name: 'Parking', answers: YES_NO },
      { key: 'remark', name: 'Remark', answers: { Text: ['I may be five minutes late', 'See you then'] } },
    ],
  },
  {
    name: 'Win-back, ninety days',
    entryVariables: { source: ['campaign'], last_order: ['2025-09-30', '2025-10-04', '2025-10-11'] },
    questions: [
      { key: 'still_interested', name: 'Still interested', answers: YES_NO },
      {
        key: 'reason',
        name: 'Reason',
        answers: { Price: ['cheaper elsewhere'], Choice: ['did not find my size'], Time: ['no time'] },
      },
      { key: 'wants_coupon', name: 'Wants coupon', answers: YES_NO },
      { key: 'rating', name: 'Rating', answers: RATING },
      { key: 'stop', name: 'Stop', answers: YES_NO },
    ],
  },
  {
    name: 'Support triage',
    entryVariables: { source: ['widget'], page: ['/help', '/checkout', '/account'] },
    questions: [
      {
        key: 'topic',
        name: 'Topic',
        answers: {
          Order: ['my order', 'where is it'],
          Payment: ['card refused', 'invoice'],
          Other: ['something else'],
        },
      },
      { key: 'order_number', name: 'Order number', answers: { Known: ['R-20911', 'R-20733'], Unknown: ['no idea'] } },
      { key: 'urgent', name: 'Urgent', answers: YES_NO },
      { key: 'call_back', name: 'Call back', answers: YES_NO },
      { key: 'rating', name: 'Rating', answers: RATING },
    ],
  },
]
