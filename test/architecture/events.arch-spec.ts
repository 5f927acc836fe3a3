import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { challengesProjection } from '../../projections/challenges/challenges.projection.js';
import { claimsProjection } from '../../projections/claims/claims.projection.js';
import { collegeJournalProjection } from '../../projections/college-journal/college-journal.projection.js';
import { collegesProjection } from '../../projections/colleges/colleges.projection.js';
import { decidersProjection } from '../../projections/deciders/deciders.projection.js';
import { notificationsProjection } from '../../projections/notifications/notifications.projection.js';
import { objectionsProjection } from '../../projections/objections/objections.projection.js';
import { reviewQueueProjection } from '../../projections/review-queue/review-queue.projection.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { canonicalJson } from '../../src/event-store/canonical-json.js';
import { eventSchemas, type EventType } from '../../src/events/schemas.js';
import { newestVersion, upcast } from '../../src/events/upcasters/upcasters.js';

const folder = path.join(__dirname, '../samples/events');
const types = Object.keys(eventSchemas) as EventType[];
const projections = [
  standingsProjection,
  challengesProjection,
  collegesProjection,
  reviewQueueProjection,
  objectionsProjection,
  collegeJournalProjection,
  claimsProjection,
  decidersProjection,
  notificationsProjection,
];

/** Events that no projection folds, and why. */
const NOT_FOLDED: Partial<Record<EventType, string>> = {
  InvitationIssued: 'accounts are followed in memory, so that a role that is taken away is gone at once',
  InvitationAccepted: 'as InvitationIssued',
  PasswordChanged: 'as InvitationIssued',
  SessionsEnded: 'as InvitationIssued',
  RoleRevoked: 'as InvitationIssued',
  NoCollegeConfirmed: 'as InvitationIssued',
  AccountClosed: 'as InvitationIssued',
  SecondFactorAdded: 'as InvitationIssued: the next sign-in asks for it',
  SecondFactorRemoved: 'as SecondFactorAdded',
  RecoveryCodesReplaced: 'for the audit alone; the codes are rows',
  PasskeyAdded: 'as SecondFactorAdded',
  PasskeyRemoved: 'as SecondFactorAdded',
  PersonErased: 'as InvitationIssued',
};

/** Events about a college that its journal leaves out, and why. */
const NOT_IN_JOURNAL: Partial<Record<EventType, string>> = {
  ActionEndorsed: 'a first yes decides nothing yet',
  CollegeAliasesSet: 'other names only help to find a college in a sheet',
};

const sampleNames = () =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'frozen.json')
    .sort();
const wanted = (type: string, newest: number) =>
  Array.from({ length: newest }, (_, index) => `${type}.v${index + 1}.json`);
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const lacking = (all: Readonly<Record<string, number>>, there: readonly string[]) =>
  Object.entries(all)
    .flatMap(([type, newest]) => wanted(type, newest))
    .filter((name) => !there.includes(name));
const unfolded = (all: readonly string[]) =>
  all.filter((type) => !(type in NOT_FOLDED) && !projections.some(({ when }) => Object.hasOwn(when, type)));

/** Events that name a college, and that its journal does not show. */
const outsideJournal = (all: readonly (readonly [type: string, data: object])[]) =>
  all
    .filter(([, data]) => !('accountId' in data) && ('collegeId' in data || 'from' in data))
    .map(([type]) => type)
    .filter((type) => !Object.hasOwn(collegeJournalProjection.when, type));

describe('events', () => {
  const newest = Object.fromEntries(types.map((type) => [type, newestVersion(type)]));

  it('have one sample of every shipped version and no other samples', () => {
    expect(lacking(newest, sampleNames())).toEqual([]);
    expect(sampleNames()).toEqual(types.flatMap((type) => wanted(type, newest[type]!)).sort());
    expect(lacking({ ...newest, InventedEvent: 1 }, sampleNames())).toEqual(['InventedEvent.v1.json']);
  });

  it.each(sampleNames())('%s is upcast to the newest version with the same meaning', (name) => {
    const [type, version] = name.split('.') as [EventType, string];
    const data = JSON.parse(read(name)) as Record<string, unknown>;
    const raised = upcast(type, Number(version.slice(1)), data);
    expect(eventSchemas[type].parse(raised)).toEqual(raised);
    expect(JSON.parse(canonicalJson(raised))).toEqual(raised);
    const [field] = Object.keys(raised);
    expect(eventSchemas[type].safeParse({ ...raised, [field!]: { not: 'it' } }).success).toBe(false);
  });

  it('never change the sample of a shipped version', () => {
    const frozen = JSON.parse(read('frozen.json')) as Record<string, string>;
    const now = Object.fromEntries(
      sampleNames().map((name) => [name, createHash('sha256').update(read(name)).digest('hex')]),
    );
    expect(now).toEqual(frozen);
  });

  it('are folded by a projection or give a reason', () => {
    expect(unfolded(types)).toEqual([]);
    expect(unfolded([...types, 'InventedEvent'])).toEqual(['InventedEvent']);
    expect(Object.keys(NOT_FOLDED).filter((type) => !types.includes(type as EventType))).toEqual([]);
  });

  it('are in the journal of their college or give a reason', () => {
    const samples = types.map((type) => [type, JSON.parse(read(`${type}.v${newest[type]}.json`)) as object] as const);
    expect(outsideJournal(samples).sort()).toEqual(Object.keys(NOT_IN_JOURNAL).sort());
    expect(outsideJournal([['InventedEvent', { collegeId: 'teniz' }]])).toEqual(['InventedEvent']);
  });

  it('contain no position and no free text of people', () => {
    const keys = (value: unknown): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, item]) => [key, ...keys(item)]);
    const forbidden = /^(position|revision|url|text|description|place|email|phone|login|name)$/;
    const told = sampleNames().flatMap((name) => keys(JSON.parse(read(name))).filter((key) => forbidden.test(key)));
    expect(told).toEqual([]);
    expect(keys({ details: { url: 'x' } }).filter((key) => forbidden.test(key))).toEqual(['url']);
  });
});
