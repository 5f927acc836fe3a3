import { z } from 'zod';
import type { EventOf } from './event.js';
import { day, id, localised, publicText, reasonCode, students, vaultIds, vaultRef } from './values.js';

const names = { names: localised(300), shortNames: localised(60) };
const why = { reason: reasonCode, note: vaultRef.nullable() };

/** Stream `college-<id>`. */
export const collegeEvents = {
  CollegeRegistered: z.object({ collegeId: id, ...names, district: reasonCode }),
  CollegeRenamed: z.object({ collegeId: id, ...names }),
  CollegeDistrictCorrected: z.object({ collegeId: id, district: reasonCode }),
  CollegeAliasesSet: z.object({ collegeId: id, aliases: z.array(publicText(300)).max(100) }),
  EnrolmentRecorded: z.object({ collegeId: id, students, asOf: day, source: reasonCode, note: vaultRef.nullable() }),
  /** It ended in another college. Challenges follow their own events. */
  CollegeMerged: z.object({ collegeId: id, into: id, ...why }),
  /** Colleges came out of it; with `ends` it is no more. */
  CollegeSplit: z.object({ collegeId: id, into: z.array(id).min(1).max(50), ends: z.boolean(), ...why }),
  CollegeClosed: z.object({ collegeId: id, ...why }),
  /** Takes back an end, or parts, recorded by mistake. `into` continued it until then; absent in events of earlier versions. */
  CollegeReopened: z.object({ collegeId: id, into: z.array(id).optional(), ...why }),
  /** Notes of the college that the vault no longer has. */
  CollegeTextsErased: z.object({ collegeId: id, texts: vaultIds, reason: reasonCode }),
};

export type CollegeEvent = EventOf<typeof collegeEvents>;
