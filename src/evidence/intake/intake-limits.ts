/** Limits of a file that is taken in. They hold before its content takes memory. */
export const LIMITS = {
  /** Size of an upload. */
  bytes: 25_000_000,
  /** Pixels of a picture that is decoded line by line. */
  pixels: 50_000_000,
  /** Pixels of a picture that is decoded whole: WebP, HEIC, interlaced PNG, progressive JPEG. */
  wholePixels: 30_000_000,
  /** Chunks of a PNG or WebP. */
  chunks: 100_000,
  pdfPages: 30,
  pdfObjects: 100_000,
  /** Dictionaries, arrays and values of a PDF. */
  pdfValues: 2_000_000,
  pdfDepth: 60,
  /** Unpacked size of all streams of a PDF. */
  pdfUnpackedBytes: 500_000_000,
} as const;

/** Sizes of the results, in pixels of the longest side. */
export const SIDES = { picture: 2_048, thumbnail: 480 } as const;
