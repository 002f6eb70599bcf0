import { createQuestions, type FlowText, type FlowTexts, type Question } from '../../content/flow-texts.ts'

const YES_NO = { Yes: ['yes', 'Yes!', 'y'], No: ['no', 'not yet', 'n'] }
const COUNT = { None: ['0', 'none'], Some: ['2', '3 times', 'about 4'], Many: ['12', 'more than ten'] }

const flows: readonly FlowText[] = [
  createFlow('Clinic visit check', {
    visited: YES_NO,
    waiting_time: { Short: ['10 minutes', 'no wait'], Long: ['two hours', 'all morning'] },
    treatment: { Good: ['good', 'they were kind'], Poor: ['not good', 'no medicine left'] },
    next_visit: YES_NO,
    remark: { Other: ['thank you', 'please open on Saturday too'] },
  }),
  createFlow('Weekly well report', {
    water_clear: YES_NO,
    days_pumped: COUNT,
    repairs: COUNT,
    fee_paid: YES_NO,
    remark: { Other: ['the handle is loose', 'all fine this week'] },
  }),
  createFlow('School attendance', {
    girls_present: COUNT,
    boys_present: COUNT,
    teachers_absent: COUNT,
    meal_served: YES_NO,
    reason: { Rain: ['heavy rain', 'road flooded'], Market: ['market day'], Illness: ['many are ill'] },
  }),
  createFlow('Youth poll: first job', {
    has_job: YES_NO,
    wanted_field: {
      Farming: ['farming', 'my own land'],
      Trade: ['a shop', 'selling phones'],
      Office: ['computers', 'bank'],
    },
    training: YES_NO,
    age_group: { Under18: ['17', '16'], Adult: ['19', '22', '24'] },
    remark: { Other: ['we need tools', 'more places to learn'] },
  }),
  createFlow('Newborn follow-up', {
    weighed: YES_NO,
    fever: YES_NO,
    feeding: { Breast: ['breast milk only'], Mixed: ['milk and porridge'] },
    vaccinated: YES_NO,
    visit_wanted: YES_NO,
  }),
  createFlow('Seed distribution', {
    received: YES_NO,
    bags: COUNT,
    crop: { Maize: ['maize'], Beans: ['beans', 'cowpeas'], Millet: ['millet'] },
    planted: YES_NO,
    quality: { Good: ['very good'], Poor: ['some were wet'] },
  }),
  createFlow('Cyclone shelter survey', {
    safe: YES_NO,
    household: COUNT,
    roof: { Whole: ['still there'], Damaged: ['half of it'], Gone: ['no roof'] },
    food_days: COUNT,
    needs: { Water: ['clean water'], Light: ['torches', 'candles'], Medicine: ['insulin'] },
  }),
  createFlow('Volunteer sign-up', {
    district: { North: ['north'], South: ['south'], Lake: ['lake side'] },
    days: COUNT,
    has_bicycle: YES_NO,
    language: { One: ['English only'], More: ['English and two more'] },
    consent: YES_NO,
  }),
]

/** Flows of field work by text message: health, water, schools. */
export const flowContent: FlowTexts = { vendor: 'rapidpro', flows }

function createFlow(name: string, answers: Readonly<Record<string, Question['answers']>>): FlowText {
  return { name, entryVariables: {}, questions: createQuestions(answers) }
}
