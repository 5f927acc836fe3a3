import type { LocalisedText } from '../../src/events/values.js';
import type { Projection } from '../projection.js';

export interface CollegeDocument {
  id: string;
  state: 'active' | 'merged' | 'split' | 'closed';
  /** The college it merged into, or those that came out of it. */
  into: string[];
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  aliases: string[];
  /** The enrolment with the latest day; null = none yet. */
  enrolment: { students: number; asOf: string; source: string } | null;
  /** All recorded enrolments, in the order of recording. */
  enrolments: { students: number; asOf: string; source: string; at: string }[];
  registeredAt: string;
}

const unknown: LocalisedText = { kk: '', ru: '', en: '' };

/** The current data of colleges. A challenge has its own copy, which its standings use. */
export const collegesProjection: Projection<CollegeDocument> = {
  name: 'colleges',
  version: 2,
  key: (event) => (event.stream.startsWith('college-') && 'collegeId' in event.data ? event.data.collegeId : null),
  initial: (id) => ({
    id,
    state: 'active',
    into: [],
    names: unknown,
    shortNames: unknown,
    district: '',
    aliases: [],
    enrolment: null,
    enrolments: [],
    registeredAt: '',
  }),
  when: {
    CollegeRegistered: (document, { data: { names, shortNames, district }, metadata }) => ({
      ...document,
      names,
      shortNames,
      district,
      registeredAt: metadata.recordedAt,
    }),
    CollegeRenamed: (document, { data: { names, shortNames } }) => ({ ...document, names, shortNames }),
    CollegeDistrictCorrected: (document, { data: { district } }) => ({ ...document, district }),
    CollegeAliasesSet: (document, { data: { aliases } }) => ({ ...document, aliases: [...aliases] }),
    CollegeMerged: (document, { data }) => ({ ...document, state: 'merged', into: [data.into] }),
    CollegeSplit: (document, { data: { into, ends } }) => ({
      ...document,
      state: ends ? 'split' : 'active',
      into: [...new Set([...document.into, ...into])],
    }),
    CollegeClosed: (document) => ({ ...document, state: 'closed', into: [] }),
    CollegeReopened: (document) => ({ ...document, state: 'active', into: [] }),
    EnrolmentRecorded: (document, { data: { students, asOf, source }, metadata }) => {
      const recorded = { students, asOf, source };
      const older = document.enrolment !== null && document.enrolment.asOf > asOf;
      const enrolments = [...document.enrolments, { ...recorded, at: metadata.recordedAt }];
      return { ...document, enrolments, enrolment: older ? document.enrolment : recorded };
    },
  },
};
