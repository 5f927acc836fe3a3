import { Command } from '@nestjs/cqrs';
import type { CollegeEvent } from '../events/college.events.js';
import type { LocalisedText } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';
import type { NameIndex } from './name-index.js';

export interface Enrolment {
  students: number;
  asOf: string;
  source: string;
}

export interface RegisteredCollege {
  status: 'registered';
  collegeId: string;
  /** Only an active college enters challenges and gets coordinators. */
  state: 'active' | 'merged' | 'split' | 'closed';
  /** The college it merged into, or those that came out of it. */
  into: readonly string[];
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  aliases: readonly string[];
  /** The one with the latest day; among equals the one recorded last. Null = none yet. */
  enrolment: Enrolment | null;
  /** The last one recorded for each day and source. */
  enrolments: readonly Enrolment[];
}

export type CollegeState = { status: 'none' } | RegisteredCollege;

export const college: Decider<CollegeState, CollegeEvent> = {
  initialState: () => ({ status: 'none' }),
  evolve: (state, { type, data }) => {
    if (type === 'CollegeRegistered')
      return { status: 'registered', state: 'active', into: [], ...data, aliases: [], enrolment: null, enrolments: [] };
    if (state.status === 'none') return state;
    switch (type) {
      case 'CollegeRenamed':
        return { ...state, names: data.names, shortNames: data.shortNames };
      case 'CollegeAliasesSet':
        return { ...state, aliases: data.aliases };
      case 'CollegeDistrictCorrected':
        return { ...state, district: data.district };
      case 'EnrolmentRecorded': {
        const { students, asOf, source } = data;
        const recorded = { students, asOf, source };
        const others = state.enrolments.filter((one) => one.asOf !== asOf || one.source !== source);
        const enrolment = state.enrolment && state.enrolment.asOf > asOf ? state.enrolment : recorded;
        return { ...state, enrolment, enrolments: [...others, recorded] };
      }
      case 'CollegeMerged':
        return { ...state, state: 'merged', into: [data.into] };
      case 'CollegeSplit':
        return { ...state, state: data.ends ? 'split' : 'active', into: [...new Set([...state.into, ...data.into])] };
      case 'CollegeClosed':
        return { ...state, state: 'closed', into: [] };
      case 'CollegeReopened':
        return { ...state, state: 'active', into: [] };
      case 'CollegeTextsErased':
        return state;
    }
  },
};

/** A command on one college; `More` is what it answers besides the position it reached. */
export abstract class CollegeCommand<Input extends { collegeId: string }, More = object> extends Command<
  { position: string | null; collegeId: string } & More
> {
  constructor(
    readonly input: Input,
    readonly context: CommandContext,
    /** Reasons in words, for the vault. */
    readonly note: string | null = null,
  ) {
    super();
  }
}

export const collegeStream = (collegeId: string) => `college-${collegeId}`;

/** Throws not-found COLLEGE_UNKNOWN. */
export function registered(state: CollegeState): RegisteredCollege {
  if (state.status === 'none') throw new DomainError('not-found', 'COLLEGE_UNKNOWN');
  return state;
}

/** Throws conflict COLLEGE_ENDED. */
export function requireActive({ collegeId, state }: RegisteredCollege, field?: string): void {
  if (state !== 'active') throw new DomainError('conflict', 'COLLEGE_ENDED', { collegeId }, field);
}

/** The colleges that a command names beside its own. Throws invalid COLLEGE_NOT_REGISTERED and conflict COLLEGE_ENDED. */
export function requireOthers(ids: readonly string[], colleges: readonly RegisteredCollege[]): void {
  for (const id of ids) {
    const found = colleges.find(({ collegeId }) => collegeId === id);
    if (!found) throw new DomainError('invalid', 'COLLEGE_NOT_REGISTERED', { collegeId: id }, 'into');
    requireActive(found, 'into');
  }
}

/** Throws invalid ENROLMENT_IN_FUTURE for a day to come. */
export function requirePastEnrolment(asOf: { day: string; field: string }, today: string): void {
  if (asOf.day > today) throw new DomainError('invalid', 'ENROLMENT_IN_FUTURE', { today }, asOf.field);
}

/** True when this number counts, or was the last one recorded for an earlier day by its source. */
export function recordedEnrolment({ enrolment, enrolments }: RegisteredCollege, wanted: Enrolment): boolean {
  const candidates = enrolment && enrolment.asOf > wanted.asOf ? enrolments : [enrolment];
  return candidates.some(
    (one) => one?.students === wanted.students && one.asOf === wanted.asOf && one.source === wanted.source,
  );
}

export const sameText = (a: LocalisedText, b: LocalisedText) => a.kk === b.kk && a.ru === b.ru && a.en === b.en;

/** Full names in Kazakh and Russian lead to one college. Throws conflict COLLEGE_NAME_TAKEN. */
export function requireFreeNames({ collegeId, names }: { collegeId: string; names: LocalisedText }, index: NameIndex) {
  const taken = (['kk', 'ru'] as const).find((language) => index.isTaken(names[language], collegeId));
  if (taken) throw new DomainError('conflict', 'COLLEGE_NAME_TAKEN', { name: names[taken] }, `names.${taken}`);
}
