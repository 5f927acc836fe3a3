/** What is told of colleges, in REST. Types only: the browser code reads this file too. */
import type { LocalisedText } from '../events/values.js';

/** An item of `GET /api/colleges`. */
export interface CollegeItem {
  id: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  aliases: string[];
  /** Null = nobody has counted the students yet. */
  enrolment: { students: number; asOf: string; source: string } | null;
}

/** `GET /api/colleges/:id`. */
export interface CollegeDetails extends CollegeItem {
  enrolments: { students: number; asOf: string; source: string; at: string }[];
}

/** `GET /api/colleges/:id/journal`: newest first. */
export interface CollegeJournal {
  collegeId: string;
  entries: {
    eventId: string;
    at: string;
    type: string;
    challengeId: string | null;
    actionId: string | null;
    reason: string | null;
  }[];
}
