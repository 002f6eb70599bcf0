import { createQuestions, type FlowText, type FlowTexts } from '../../content/flow-texts.ts'

const YES_NO = { Yes: ['yes', 'Yes please', 'sure'], No: ['no', 'No thanks', 'not now'] }
const RATING = { Good: ['5', '4', 'great'], Fair: ['3', 'ok'], Poor: ['2', '1', 'not good'] }
const TOTALS = ['18.50', '42.00', '59.95', '84.50', '129.90', '212.40']

const flows: readonly FlowText[] = [
  {
    name: 'Cart rescue, first nudge',
    entryVariables: { source: ['cart'], cart_total: TOTALS, currency: ['EUR', 'GBP', 'USD'] },
    questions: createQuestions({
      wants_help: YES_NO,
      reason: { Price: ['too expensive', 'price'], Delivery: ['shipping takes long'], Later: ['later', 'next week'] },
      wants_coupon: YES_NO,
      consent: YES_NO,
      rating: RATING,
    }),
  },
  {
    name: 'Delivery feedback',
    entryVariables: {
      source: ['order'],
      order_number: ['R-20418', 'R-20533', 'R-20671', 'R-21002'],
      order_total: TOTALS,
    },
    questions: createQuestions({
      arrived: YES_NO,
      rating: RATING,
      damage: { None: ['no', 'all fine'], Box: ['box was torn'], Item: ['broken', 'scratched'] },
      recommend: YES_NO,
      remark: { Text: ['Thank you', 'Quick and friendly', 'The driver was very kind'] },
    }),
  },
  {
    name: 'Back in stock alert',
    entryVariables: { source: ['widget'], product: ['Rain jacket', 'Trail shoes', 'Enamel mug', 'Wool blanket'] },
    questions: createQuestions({
      still_wanted: YES_NO,
      size: { S: ['S', 'small'], M: ['M', 'medium'], L: ['L', 'large'] },
      colour: { Green: ['green'], Blue: ['blue', 'navy'], Sand: ['sand', 'beige'] },
      reserve: YES_NO,
      channel: { WhatsApp: ['here', 'WhatsApp'], Mail: ['mail', 'by e-mail'] },
    }),
  },
  {
    name: 'Welcome to the club',
    entryVariables: { source: ['keyword'], keyword: ['CLUB', 'JOIN', 'HELLO'] },
    questions: createQuestions({
      birthday_month: { Spring: ['April', 'May'], Summer: ['July', 'August'], Winter: ['January', 'December'] },
      interest: { Outdoor: ['hiking', 'camping'], Home: ['kitchen', 'living room'], Gifts: ['presents'] },
      consent: YES_NO,
      friend: YES_NO,
      rating: RATING,
    }),
  },
  {
    name: 'Return or exchange',
    entryVariables: { source: ['manual'], order_number: ['R-19877', 'R-20019', 'R-20204'] },
    questions: createQuestions({
      wish: { Return: ['return it', 'money back'], Exchange: ['other size', 'exchange'] },
      reason: { Size: ['too small', 'too big'], Taste: ['colour is different'], Fault: ['zip is broken'] },
      opened: YES_NO,
      pickup: YES_NO,
      rating: RATING,
    }),
  },
  {
    name: 'Appointment reminder',
    entryVariables: {
      source: ['webhook'],
      slot: ['Tue 10:00', 'Wed 14:30', 'Fri 09:15'],
      branch: ['Centre', 'Harbour', 'Station'],
    },
    questions: createQuestions({
      coming: YES_NO,
      new_slot: { Morning: ['in the morning'], Afternoon: ['after 3pm', 'afternoon'] },
      guests: { One: ['1', 'just me'], Two: ['2', 'two of us'], More: ['four'] },
      parking: YES_NO,
      remark: { Text: ['I may be five minutes late', 'See you then'] },
    }),
  },
  {
    name: 'Win-back, ninety days',
    entryVariables: { source: ['campaign'], last_order: ['2025-09-30', '2025-10-04', '2025-10-11'] },
    questions: createQuestions({
      still_interested: YES_NO,
      reason: { Price: ['cheaper elsewhere'], Choice: ['did not find my size'], Time: ['no time'] },
      wants_coupon: YES_NO,
      rating: RATING,
      stop: YES_NO,
    }),
  },
  {
    name: 'Support triage',
    entryVariables: { source: ['widget'], page: ['/help', '/checkout', '/account'] },
    questions: createQuestions({
      topic: { Order: ['my order', 'where is it'], Payment: ['card refused', 'invoice'], Other: ['something else'] },
      order_number: { Known: ['R-20911', 'R-20733'], Unknown: ['no idea'] },
      urgent: YES_NO,
      call_back: YES_NO,
      rating: RATING,
    }),
  },
]

/** The flows of a shop that writes to its customers on WhatsApp. */
export const flowContent: FlowTexts = { vendor: 'qyvo', flows }
