import readExif from 'exif-reader';
import type { Taken } from './cleaned-file.js';

const NOTHING: Taken = { at: null, place: null };
/** Cameras without a clock write years such as 1970 or 1980. */
const FIRST_YEAR = 2000;

type Place = Taken['place'];

/** Time and place that a camera wrote into EXIF. A block that cannot be read gives none. */
export function takenFrom(exif: Buffer | undefined): Taken {
  if (!exif) return NOTHING;
  try {
    const { Image, Photo, GPSInfo } = readExif(exif);
    const at = timeOf(Photo?.DateTimeOriginal) ?? timeOf(Photo?.DateTimeDigitized) ?? timeOf(Image?.DateTime);
    return { at, place: GPSInfo ? placeOf(GPSInfo) : null };
  } catch {
    return NOTHING;
  }
}

/** The reader gives the camera's local time as if it were UTC. */
function timeOf(value: unknown): string | null {
  if (!(value instanceof Date) || Number.isNaN(value.getTime()) || value.getUTCFullYear() < FIRST_YEAR) return null;
  return value.toISOString().slice(0, 19);
}

function placeOf(gps: {
  GPSLatitude?: unknown;
  GPSLatitudeRef?: unknown;
  GPSLongitude?: unknown;
  GPSLongitudeRef?: unknown;
}): Place {
  const lat = degrees(gps.GPSLatitude, gps.GPSLatitudeRef, 'S', 90);
  const lon = degrees(gps.GPSLongitude, gps.GPSLongitudeRef, 'W', 180);
  // A receiver without a fix writes zeros.
  if (lat === null || lon === null || (lat === 0 && lon === 0)) return null;
  return { lat, lon };
}

function degrees(value: unknown, reference: unknown, negative: string, most: number): number | null {
  const parts: unknown[] = Array.isArray(value) ? value : [];
  const [whole = NaN, minutes = 0, seconds = 0] = parts.map(Number);
  const sum = whole + minutes / 60 + seconds / 3_600;
  if (!(sum >= 0 && sum <= most)) return null;
  const signed = String(reference).startsWith(negative) ? -sum : sum;
  return Math.round(signed * 100_000) / 100_000;
}
