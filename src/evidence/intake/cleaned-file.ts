/** The media types of cleaned files: every picture becomes a JPEG. */
export type CleanedMediaType = 'image/jpeg' | 'application/pdf';

/** Time and place that the camera recorded. A hint for the reviewer: personal data, erasable, never in an event. */
export interface Taken {
  /** Local time of the camera, `2026-05-28T14:03:00`, without a zone. */
  at: string | null;
  place: { lat: number; lon: number } | null;
}

/** A file without metadata and active content, in the folder that the caller gave. */
export interface CleanedFile {
  mediaType: CleanedMediaType;
  /** Path of the cleaned file. */
  file: string;
  bytes: number;
  /** SHA-256 of the cleaned file, in hex. */
  sha256: string;
  /** SHA-256 of the bytes that were uploaded, in hex. */
  originalSha256: string;
  /** 64 bits in hex, of pictures only; null for a picture without contrast too. */
  perceptualHash: string | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  /** Path of a JPEG of at most 480 pixels; null for a PDF. */
  thumbnail: string | null;
  taken: Taken;
}

/** A finished upload. */
export interface FinishedUpload {
  /** Path of the uploaded file; the intake never changes it. */
  file: string;
  /** The length that the sender announced. */
  bytes: number;
  /** An existing, empty folder for the results. The caller deletes it. */
  folder: string;
}

export type IntakeRefusalCode =
  | 'EVIDENCE_EMPTY'
  | 'EVIDENCE_INCOMPLETE'
  | 'EVIDENCE_TOO_LARGE'
  | 'EVIDENCE_TYPE'
  | 'EVIDENCE_HEIC'
  | 'EVIDENCE_ANIMATED'
  | 'EVIDENCE_TOO_MANY_PIXELS'
  | 'EVIDENCE_DAMAGED'
  | 'EVIDENCE_TOO_COMPLEX'
  | 'EVIDENCE_PDF_LOCKED'
  | 'EVIDENCE_PDF_SCRIPT'
  | 'EVIDENCE_PDF_ATTACHMENT'
  | 'EVIDENCE_PDF_FORM'
  | 'EVIDENCE_PDF_PAGES';

/** The reason why a file is refused for good. The code is the key of its message; the params are put into it. */
export interface IntakeRefusal {
  code: IntakeRefusalCode;
  params: Readonly<Record<string, number>>;
}

export type IntakeResult = { cleaned: CleanedFile } | { refusal: IntakeRefusal };
