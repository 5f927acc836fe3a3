const FINAL_TEXT = 0x81;
const LARGEST_SHORT = 125;
const LARGEST_MEDIUM = 65_535;

/** A text, whole or in parts, as one websocket frame from a server (RFC 6455 §5.2), to be written to any number of sockets as it is. */
export function textFrame(...parts: readonly (string | Buffer)[]): Buffer {
  const length = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const head = headOf(length);
  const frame = Buffer.allocUnsafeSlow(head.length + length);
  let at = head.copy(frame);
  for (const part of parts) at += typeof part === 'string' ? frame.write(part, at) : part.copy(frame, at);
  return frame;
}

function headOf(length: number): Buffer {
  if (length <= LARGEST_SHORT) return Buffer.from([FINAL_TEXT, length]);
  if (length <= LARGEST_MEDIUM) return Buffer.from([FINAL_TEXT, 126, length >> 8, length & 255]);
  const head = Buffer.alloc(10);
  head.set([FINAL_TEXT, 127]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
