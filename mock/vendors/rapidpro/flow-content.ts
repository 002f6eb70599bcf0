import type { FlowTexts } from '../../content/flow-texts.ts'

const YES_NO = { Yes: ['yes', 'Yes!', 'y'], No: ['no', 'not yet', 'n'] }
const COUNT = { None: ['0', 'none'], Some: ['2', '3 times', 'about 4'], Many: ['12', 'more than ten'] }

/** Flows of field work by text message: health, water, schools. */
export const flowContent: FlowTexts = [
  {
    name: 'Clinic visit check',
    entryVariables: {},
    questions: [
      { key: 'visited', name: 'Visited', answers: YES_NO },
      {
        key: 'waiting_time',
        name: 'Waiting time',
        answers: { Short: ['10 minutes', 'no wait'], Long: ['two hours', 'all morning'] },
      },
      {
        key: 'treatment',
        name: 'Treatment',
        answers: { Good: ['good', 'they were kind'], Poor: ['not good', 'no medicine left'] },
      },
      { key: 'next_visit', name: 'Next visit', answers: YES_NO },
      { key: 'remark', name: 'Remark', answers: { Other: ['thank you', 'please open on Saturday too'] } },
    ],
  },
  {
    name: 'Weekly well report',
    entryVariables: {},
    questions: [
      { key: 'water_clear', name: 'Water clear', answers: YES_NO },
      { key: 'days_pumped', name: 'Days pumped', answers: COUNT },
      { key: 'repairs', name: 'Repairs', answers: COUNT },
      { key: 'fee_paid', name: 'Fee paid', answers: YES_NO },
      { key: 'remark', name: 'Remark', answers: { Other: ['the handle is loose', 'all fine this week'] } },
    ],
  },
  {
    name: 'School attendance',
    entryVariables: {},
    questions: [
      { key: 'girls_present', name: 'Girls present', answers: COUNT },
      { key: 'boys_present', name: 'Boys present', answers: COUNT },
      { key: 'teachers_absent', name: 'Teachers absent', answers: COUNT },
      { key: 'meal_served', name: 'Meal served', answers: YES_NO },
      {
        key: 'reason',
        name: 'Reason',
        answers: { Rain: ['heavy rain', 'road flooded'], Market: ['market day'], Illness: ['many are ill'] },
      },
    ],
  },
  {
    name: 'Youth poll: first job',
    entryVariables: {},
    questions: [
      { key: 'has_job', name: 'Has job', answers: YES_NO },
      {
        key: 'wanted_field',
        name: 'Wanted field',
        answers: {
          Farming: ['farming', 'my own land'],
          Trade: ['a shop', 'selling phones'],
          Office: ['computers', 'bank'],
        },
      },
      { key: 'training', name: 'Training', answers: YES_NO },
      { key: 'age_group', name: 'Age group', answers: { Under18: ['17', '16'], Adult: ['19', '22', '24'] } },
      { key: 'remark', name: 'Remark', answers: { Other: ['we need tools', 'more places to learn'] } },
    ],
  },
  {
    name: 'Newborn follow-up',
    entryVariables: {},
    questions: [
      { key: 'weighed', name: 'Weighed', answers: YES_NO },
      { key: 'fever', name: 'Fever', answers: YES_NO },
      { key: 'feeding', name: 'Feeding', answers: { Breast: ['breast milk only'], Mixed: ['milk and porridge'] } },
      { key: 'vaccinated', name: 'Vaccinated', answers: YES_NO },
      { key: 'visit_wanted', name: 'Visit wanted', answers: YES_NO },
    ],
  },
  {
    name: 'Seed distribution',
    entryVariables: {},
    questions: [
      { key: 'received', name: 'Received', answers: YES_NO },
      { key: 'bags', name: 'Bags', answers: COUNT },
      { key: 'crop', name: 'Crop', answers: { Maize: ['maize'], Beans: ['beans', 'cowpeas'], Millet: ['millet'] } },
      { key: 'planted', name: 'Planted', answers: YES_NO },
      { key: 'quality', name: 'Quality', answers: { Good: ['very good'], Poor: ['some were wet'] } },
    ],
  },
  {
    name: 'Cyclone shelter survey',
    entryVariables: {},
    questions: [
      { key: 'safe', name: 'Safe', answers: YES_NO },
      { key: 'household', name: 'Household', answers: COUNT },
      { key: 'roof', name: 'Roof', answers: { Whole: ['still there'], Damaged: ['half of it'], Gone: ['no roof'] } },
      { key: 'food_days', name: 'Food days', answers: COUNT },
      {
        key: 'needs',
        name: 'Needs',
        answers: { Water: ['clean water'], Light: ['torches', 'candles'], Medicine: ['insulin'] },
      },
    ],
  },
  {
    name: 'Volunteer sign-up',
    entryVariables: {},
    questions: [
      { key: 'district', name: 'District', answers: { North: ['north'], South: ['south'], Lake: ['lake side'] } },
      { key: 'days', name: 'Days', answers: COUNT },
      { key: 'has_bicycle', name: 'Has bicycle', answers: YES_NO },
      { key: 'language', name: 'Language', answers: { One: ['English only'], More: ['English and two more'] } },
      { key: 'consent', name: 'Consent', answers: YES_NO },
    ],
  },
]
