import { z } from 'zod';
import type { EventOf } from './event.js';
import { day, id, localised, publicText, reasonCode, students, vaultIds, vaultRef } from './values.js';

const names = { names: localised(300), shortNames: localised(60) };

/** Stream `college-<id>`. */
export const collegeEvents = {
  CollegeRegistered: z.object({ collegeId: id, ...names, district: reasonCode }),
  CollegeRenamed: z.object({ collegeId: id, ...names }),
  CollegeDistrictCorrected: z.object({ collegeId: id, district: reasonCode }),
  CollegeAliasesSet: z.object({ collegeId: id, aliases: z.array(publicText(300)).max(100) }),
  EnrolmentRecorded: z.object({ collegeId: id, students, asOf: day, source: reasonCode, note: vaultRef.nullable() }),
  /** Notes of the college's enrolments that the vault no longer has. */
  CollegeTextsErased: z.object({ collegeId: id, texts: vaultIds, reason: reasonCode }),
};

export type CollegeEvent = EventOf<typeof collegeEvents>;
