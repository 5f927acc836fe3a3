const FINAL_TEXT = 0x81;
const LARGEST_SHORT = 125;
const LARGEST_MEDIUM = 65_535;

/** A text as one websocket frame from a server (RFC 6455 §5.2), to be written to any number of sockets as it is. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = headOf(length);
  const frame = Buffer.allocUnsafeSlow(head.length + length);
  head.copy(frame);
  frame.write(text, head.length);
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
